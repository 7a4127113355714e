import type { Schemas } from '@steward/api'
import { expect, test } from 'vitest'
import { invitationOf } from './api/invitation'

type Notice = Schemas['NotificationOut']

function notice(fields: Partial<Notice>): Notice {
  return { kind: 'survey_invited', work_order_id: 'wo_1', link: null, ...fields } as Notice
}

test('the newest invitation of the order leads to its survey', () => {
  const inbox = [
    notice({ kind: 'completed', link: 'https://steward.example/resident/surveys/wrong' }),
    notice({ work_order_id: 'wo_2', link: 'https://steward.example/resident/surveys/other' }),
    notice({ link: 'https://steward.example/resident/surveys/second' }),
    notice({ link: 'https://steward.example/resident/surveys/first' }),
  ]
  expect(invitationOf(inbox, 'wo_1')).toBe('second')
  expect(invitationOf(inbox, 'wo_3')).toBeNull()
})
