import { expect, test } from 'vitest'
import { unitNames } from './unit-names'

test('names are parted as people part them, in either language, and none is made twice', () => {
  expect(unitNames('101, 102；201、202\n 3-1 A ，101')).toEqual(['101', '102', '201', '202', '3-1 A'])
  expect(unitNames(' , \n')).toEqual([])
})
