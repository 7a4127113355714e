import { expect, test } from 'vitest'
import { soughtIn } from './sought'

test('an address is narrowed to what the API takes', () => {
  const search = new URLSearchParams('department=dp_1&state=paused,gone,open&older=P1D&by=person')
  expect(soughtIn(search)).toEqual({
    department: 'dp_1',
    member: undefined,
    state: ['open', 'paused'],
    older_than: 'P1D',
  })
  expect(soughtIn(new URLSearchParams('older=PT5M&state=gone'))).toEqual({})
})
