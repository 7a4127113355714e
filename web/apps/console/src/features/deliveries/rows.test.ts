import { expect, test } from 'vitest'
import { knownReason, rowsOf, type Sending } from './rows'

const sending = (channel: Sending['channel'], status: Sending['status']): Sending => ({
  channel,
  status,
  reference: null,
  error: null,
  attempts: 1,
  at: null,
})
const DELIVERY = {
  id: 'nt_1',
  person_id: 'mb_1',
  person_name: 'Li Wei',
  work_order_id: 'wo_1',
  number: 'WO-2026-000001',
  kind: 'assigned',
  created_at: '2026-11-22T08:00:00.000Z',
  not_before: null,
  sendings: [sending('email', 'bounced'), sending('sms', 'sent')],
}

test('each message is a row, and only those that are sought', () => {
  expect(rowsOf(DELIVERY).map((one) => one.key)).toEqual(['nt_1 email', 'nt_1 sms'])
  expect(rowsOf(DELIVERY, undefined, 'bounced').map((one) => one.key)).toEqual(['nt_1 email'])
  expect(rowsOf(DELIVERY, 'sms', 'bounced')).toEqual([])
})

test('news that found no channel is a row of its own, unless one is sought', () => {
  const nowhere = { ...DELIVERY, sendings: [] }
  expect(rowsOf(nowhere)).toEqual([{ key: 'nt_1', delivery: nowhere, sending: null }])
  expect(rowsOf(nowhere, 'email')).toEqual([])
})

test('our own reasons are known, a provider keeps its word', () => {
  expect(knownReason('no_address')).toBe('no_address')
  expect(knownReason('bounce: General')).toBeUndefined()
})
