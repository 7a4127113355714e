import { expect, test } from 'vitest'
import type { Notice } from './api/notices'
import { bodyOf, FRESH, usual, valuesOf, wordsOf } from './notice-form'

const ZONE = 'Asia/Shanghai'

test('places are sent by what they are, and only what is said is sent', () => {
  const words = { 'zh-CN': { title: ' 停水 ', body: '请储水。' }, en: { title: '', body: ' ' } }
  const places = ['cm_1', 'un_1', 'bd_1', 'un_2']
  expect(bodyOf({ ...FRESH, words, places, starts_at: '2026-12-01T09:00' }, ZONE)).toEqual({
    kind: 'outage',
    words: { 'zh-CN': { title: '停水', body: '请储水。' } },
    scope: { community_ids: ['cm_1'], building_ids: ['bd_1'], unit_ids: ['un_1', 'un_2'] },
    payers: 'everyone',
    channels: usual('outage'),
    starts_at: '2026-12-01T01:00:00.000Z',
    ends_at: null,
  })
})

test('for the whole company no place is named', () => {
  expect(bodyOf({ ...FRESH, is_company: true, places: ['cm_1'] }, ZONE).scope).toEqual({ company: true })
})

test('nobody is left out of what is dangerous or cut off, whatever was chosen before the kind', () => {
  const asked = { ...FRESH, payers: 'paid_up' as const }
  expect(bodyOf({ ...asked, kind: 'safety' }, ZONE).payers).toBe('everyone')
  expect(bodyOf({ ...asked, kind: 'repair' }, ZONE).payers).toBe('paid_up')
})

test('a half-written language is sent as it is, for the form to be told what it lacks', () => {
  expect(wordsOf({ en: { title: 'Water' } })).toEqual({ en: { title: 'Water', body: '' } })
})

test('what was saved is what the form shows', () => {
  const notice = {
    kind: 'general',
    words: { en: { title: 'Party', body: 'On Friday.' } },
    scope: { company: false, community_ids: ['cm_1'], building_ids: [], unit_ids: ['un_1'] },
    payers: 'paid_up',
    channels: ['wechat'],
    starts_at: '2026-12-01T01:00:00Z',
    ends_at: null,
  } as unknown as Notice
  const values = valuesOf(notice, ZONE)
  expect(values).toMatchObject({
    places: ['cm_1', 'un_1'],
    starts_at: '2026-12-01T09:00',
    ends_at: undefined,
  })
  expect(bodyOf(values, ZONE)).toMatchObject({ payers: 'paid_up', scope: { community_ids: ['cm_1'] } })
})
