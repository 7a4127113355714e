import { expect, test } from 'vitest'
import type { Tenant } from './api/useTenant'
import { instructionsOf, patchOf, valuesOf } from './company-form'

const TENANT = {
  id: 'tn_1',
  slug: 'harbour',
  name: 'Harbour',
  locale: 'zh-CN',
  time_zone: 'Asia/Shanghai',
  currency: 'CNY',
  jurisdiction: 'CN',
  version: 1,
  payment_instructions: { 'zh-CN': '请到前台缴费。', en: 'Pay at the desk.' },
  policies: {
    gate: { threshold: 1999, grace_days: 5 },
    geofence_radius_m: 150,
    accuracy_limit_m: 100,
    survey: {
      answer_days: 7,
      low_score: 2,
      asking: 'all',
      sample_percent: 100,
      pause_days: 0,
      reminders: 1,
      remind_after_days: 2,
      on_expiry: 'close_and_callback',
    },
    skew_limit_s: 300,
    photo_max_bytes: 15_500_000,
    calendar_id: null,
  },
} satisfies Tenant

test('a company that is opened and saved stays as it was, to the last fen and byte', () => {
  const { name, payment_instructions, policies } = TENANT
  expect({ name, payment_instructions, policies }).toMatchObject(patchOf(valuesOf(TENANT), 'CNY'))
})

test('one language stands in for the other; none clears', () => {
  expect(instructionsOf({ instructions: { en: 'Pay at the desk.', 'zh-CN': ' ' } })).toEqual({
    en: 'Pay at the desk.',
    'zh-CN': 'Pay at the desk.',
  })
  expect(instructionsOf({ instructions: { en: '', 'zh-CN': '' } })).toBeNull()
})
