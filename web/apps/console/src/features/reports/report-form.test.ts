import { expect, test } from 'vitest'
import type { Report } from './api/reports'
import { bodyOf, fresh, type ReportValues, valuesOf } from './report-form'

const values: ReportValues = {
  name: ' First-time fixes ',
  group_by: 'member',
  measures: ['first_time_fix_rate'],
  period: 'last_month',
  from: '2026-11-01',
  to: '2026-11-30',
  department: 'dp_1',
  category: 'leak',
  shared: 'company',
}

test('a period is sent without days, and only what is counted with its rows narrows them', () => {
  expect(bodyOf(values)).toEqual({
    name: 'First-time fixes',
    group_by: 'member',
    measures: ['first_time_fix_rate'],
    window: { period: 'last_month' },
    filters: { department: 'dp_1' },
    shared: 'company',
  })
  expect(bodyOf({ ...values, period: 'days', group_by: 'community' })).toMatchObject({
    window: { from: '2026-11-01', to: '2026-11-30' },
    filters: { category: 'leak' },
  })
})

test('a report is the same after its form', () => {
  const report = {
    ...bodyOf({ ...values, name: 'Fixes' }),
    filters: { member: null, department: 'dp_1', category: null, community: null },
    window: { period: 'last_month', from: null, to: null },
  } as Report
  expect(bodyOf(valuesOf(report))).toEqual(bodyOf({ ...values, name: 'Fixes' }))
})

test('the figures hand over their question', () => {
  const search = new URLSearchParams(
    'by=category&measures=reworked,rework_rate&from=2026-11-01&to=2026-11-22',
  )
  expect(fresh(search)).toMatchObject({
    group_by: 'category',
    measures: ['reworked', 'rework_rate'],
    period: 'days',
    from: '2026-11-01',
  })
  expect(fresh(new URLSearchParams())).toMatchObject({ group_by: 'department', period: 'last_month' })
})
