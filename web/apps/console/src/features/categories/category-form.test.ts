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
  const sla = { ...VALUES.sla, respond: 1800, arrive: null, complete: 86_400 }
  const body = bodyOf({ ...VALUES, sla })
  expect(body.sla).toMatchObject({ respond: 'PT30M', arrive: null, complete: 'P1D', progress: null })
  expect(body.ladder?.map((step) => step.after)).toEqual(['-PT10M', 'PT0S', 'PT15M'])
  expect(body.departments).toEqual({ cm_1: 'dp_2' })
})

const DETAILED: CategoryValues = {
  ...VALUES,
  sla: {
    ...VALUES.sla,
    progress: 14_400,
    hours: 'working',
    by_priority: [{ priority: 'urgent', respond: 600 }],
  },
  ladder: [
    { after: -600, notify: ['on_call'], actions: ['requeue'] },
    { after: 600, notify: ['head'], actions: ['requeue', 'raise_priority'] },
  ],
}

test('working time, promises by priority and actions go out; an emergency never waits for morning', () => {
  const { sla, ladder } = bodyOf(DETAILED)
  expect(sla).toMatchObject({ hours: 'working', by_priority: { urgent: { respond: 'PT10M', arrive: null } } })
  expect(ladder?.map((step) => step.actions)).toEqual([[], ['requeue', 'raise_priority']])
  expect(bodyOf({ ...DETAILED, emergency: true }).sla?.hours).toBe('always')
  const unfinished = { ...DETAILED.sla, by_priority: [{ respond: 60 }] }
  expect(bodyOf({ ...DETAILED, sla: unfinished }).sla?.by_priority).toEqual({})
})

test('a category that is opened and saved stays as it was', () => {
  const { departments, emergency, common_area, kind, code, ...rest } = bodyOf(DETAILED)
  const category = {
    ...bodyOf(DETAILED),
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
    const promised = { ...sla, by_priority: {} }
    const lists = { departments: {}, names: {}, ladder: [], survey: {} }
    const category = { ...STARTERS[0], code, sla: promised, ...lists }
    const { respond, arrive, complete } = valuesOf(category as unknown as Category).sla
    expect(respond).toBeGreaterThan(0)
    expect(arrive).toBeGreaterThan(respond ?? 0)
    expect(complete).toBeGreaterThan(arrive ?? 0)
  }
})

test('a category says how residents are asked, or leaves it to the company', () => {
  expect(bodyOf(VALUES).survey).toEqual({ template: null, asking: null, sample_percent: null })
  const survey = { template: 'plumbing', asking: 'sample' as const, sample_percent: 20 }
  expect(bodyOf({ ...VALUES, survey }).survey).toEqual(survey)
  // What was typed before another way was chosen says nothing.
  expect(bodyOf({ ...VALUES, survey: { ...survey, asking: 'all' } }).survey?.sample_percent).toBeNull()
})
