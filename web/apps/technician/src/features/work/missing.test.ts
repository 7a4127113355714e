import type { Schemas } from '@steward/api'
import type { Item } from '@steward/offline'
import { expect, test } from 'vitest'
import { missing } from './missing'

const order = { id: 'wo', photos_required: 2, arrived_at: '2026-01-02T08:00:00Z' } as Schemas['WorkOrderOut']

function sent(created_at: string, others: Partial<Schemas['AttachmentOut']> = {}): Schemas['AttachmentOut'] {
  return { role: 'after', status: 'verified', created_at, ...others } as Schemas['AttachmentOut']
}

function item(seq: number, kind: Item['kind'], others: object = {}): Item {
  return { seq, kind, order_id: 'wo', state: 'waiting', body: { role: 'after' }, ...others } as Item
}

const NOON = '2026-01-02T12:00:00Z'
const BEFORE = '2026-01-02T07:00:00Z'

test.each([
  ['nothing', [], [], 2],
  ['of this visit', [sent(NOON)], [], 1],
  ['of the visit before', [sent(BEFORE), sent(BEFORE)], [], 2],
  [
    'other roles and failed checks',
    [sent(NOON, { role: 'before' }), sent(NOON, { status: 'rejected' })],
    [],
    2,
  ],
  ['on this device', [sent(NOON)], [item(1, 'photo')], 0],
  ['refused', [], [item(1, 'photo', { state: 'refused' }), item(2, 'photo')], 1],
  ['of another order', [], [item(1, 'photo', { order_id: 'other' })], 2],
  [
    'before a check-in that is not sent yet',
    [sent(NOON)],
    [item(1, 'photo'), item(2, 'check-in'), item(3, 'photo')],
    1,
  ],
  ['more than enough', [sent(NOON), sent(NOON), sent(NOON)], [], 0],
] as const)('photos that count: %s', (_, attachments, items, photos) => {
  expect(missing({ order, attachments: [...attachments], items: [...items], summary: 'done' })).toEqual({
    photos,
    summary: false,
  })
})

test('blanks are no summary', () => {
  expect(missing({ order, attachments: [], items: [], summary: ' ' }).summary).toBe(true)
})
