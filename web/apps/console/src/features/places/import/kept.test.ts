import { expect, test } from 'vitest'
import { begin, keep, load } from './kept'
import type { Row } from './run'

const ROW: Row = { line: 2, values: { unit: '1' }, key: 'k', state: 'waiting' }
const JOB = { owner: 'mb_1', kind: 'units', communityId: 'cm_1' } as const

test('an import outlives the page, and belongs to one member', async () => {
  expect(await load('mb_1')).toBeNull()
  await begin(JOB, [ROW, { ...ROW, line: 3 }])
  await keep({ ...ROW, state: 'done' })
  expect(await load('mb_1')).toEqual({
    job: JOB,
    rows: [
      { ...ROW, state: 'done' },
      { ...ROW, line: 3 },
    ],
  })
  expect(await load('mb_2')).toBeNull()
  expect(await load('mb_1')).toBeNull()
})
