import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import { EMPTY, fitting, reportOf } from './draft'

const category = (more: Partial<Schemas['CategoryOut']>) =>
  ({ code: 'leak', kind: 'repair', common_area: false, active: true, ...more }) as Schemas['CategoryOut']

test('a repair at home needs its unit, one in the common area does not', () => {
  const draft = { ...EMPTY, title: ' Drips ', building: 'bd_1' }
  expect(reportOf(draft, category({}))).toBeNull()
  expect(reportOf({ ...draft, unit: 'un_1' }, category({}))).toEqual({
    kind: 'repair',
    category: 'leak',
    title: 'Drips',
    description: '',
    unit_id: 'un_1',
    building_id: null,
    community_id: null,
    source: null,
  })
  expect(reportOf(draft, category({ common_area: true }))).toMatchObject({ building_id: 'bd_1' })
})

test('a task may have any category, what residents report none of the tasks', () => {
  const all = [category({}), category({ code: 'inspection', kind: 'task' }), category({ active: false })]
  expect(fitting(all, EMPTY)).toHaveLength(1)
  expect(fitting(all, { ...EMPTY, isTask: true })).toHaveLength(2)
  expect(reportOf({ ...EMPTY, isTask: true, title: 'Look' }, category({}))).toMatchObject({ kind: 'task' })
})

test('nothing is reported without a title', () => {
  expect(reportOf({ ...EMPTY, title: '  ', unit: 'un_1' }, category({}))).toBeNull()
})
