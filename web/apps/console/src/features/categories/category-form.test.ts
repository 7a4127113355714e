import { expect, test } from 'vitest'
import type { Category } from './api/useCategories'
import { bodyOf, type CategoryValues, FRESH, gateOf, patchOf, valuesOf } from './category-form'
import { STARTERS } from './starters'

const VALUES: CategoryValues = {
  ...(FRESH as CategoryValues),
  code: 'leak',
  names: { en: 'Leak', 'zh-CN': '漏水' },
  department_id: 'dp_1',
  departments: [{ community_id: 'cm_1', department_id: 'dp_2' }, { community_id: 'cm_2' }],
}

test('durations go out as ISO 8601, an absent deadline as null, an unfinished row not at all', () => {
  const body = bodyOf({ ...VALUES, sla: { respond: 1800, arrive: null, complete: 86_400 } })
  expect(body.sla).toEqual({ respond: 'PT30M', arrive: null, complete: 'P1D' })
  expect(body.ladder?.map((step) => step.after)).toEqual(['-PT10M', 'PT0S', 'PT15M'])
  expect(body.departments).toEqual({ cm_1: 'dp_2' })
})

test('a category that is opened and saved stays as it was', () => {
  const { departments, emergency, common_area, kind, code, ...rest } = bodyOf(VALUES)
  const category = {
    ...bodyOf(VALUES),
    parent: null,
    name: 'Leak',
    active: true,
    version: 3,
  } as unknown as Category
  expect(patchOf(valuesOf(category))).toEqual({ ...rest, active: true })
})

test('danger and common areas are exempt, whatever was chosen before', () => {
  expect(gateOf({ ...VALUES, gate: 'blocked', emergency: true })).toBe('exempt')
  expect(gateOf({ ...VALUES, gate: 'blocked', common_area: true })).toBe('exempt')
  expect(gateOf({ ...VALUES, gate: undefined, kind: 'complaint' })).toBe('notify')
})

test('the starters have distinct codes and promise in the order in which work is done', () => {
  expect(new Set(STARTERS.map((one) => one.code)).size).toBe(STARTERS.length)
  for (const { sla, code } of STARTERS) {
    const category = { ...STARTERS[0], code, sla, departments: {}, names: {}, ladder: [] }
    const { respond, arrive, complete } = valuesOf(category as unknown as Category).sla
    expect(respond).toBeGreaterThan(0)
    expect(arrive).toBeGreaterThan(respond ?? 0)
    expect(complete).toBeGreaterThan(arrive ?? 0)
  }
})
