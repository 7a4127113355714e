import { expect, test } from 'vitest'
import { bodyOf, valuesOf } from './preferences-form'

const channels = { email: true, sms: false, web_push: true, wechat: true, chat: true }
const KNOWN = {
  groups: [{ group: 'work' as const, kinds: [], channels }],
  quiet_hours: null,
  digest: { on: true, hour: 18 },
  time_zone: null,
  mandatory: [],
  version: 0,
}

test('what is opened and saved stays as it was', () => {
  expect(bodyOf(valuesOf(KNOWN))).toEqual({
    groups: { work: channels },
    quiet_hours: null,
    digest: { on: true, hour: 18 },
    time_zone: null,
  })
})

test('quiet hours are offered, and hold once they are switched on', () => {
  const values = valuesOf(KNOWN)
  expect(values.quiet).toEqual({ starts: '22:00', ends: '07:00' })
  expect(bodyOf({ ...values, is_quiet: true }).quiet_hours).toEqual({ starts: '22:00', ends: '07:00' })
})
