import { expect, test } from 'vitest'
import { localOf, momentOf } from './local-time'

test('a moment is typed as the company’s clocks show it, in summer and in winter', () => {
  expect(momentOf('2026-11-30T17:00', 'Asia/Shanghai')).toBe('2026-11-30T09:00:00.000Z')
  expect(momentOf('2026-07-01T12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z')
  expect(momentOf('2026-12-01T12:00', 'Europe/Berlin')).toBe('2026-12-01T11:00:00.000Z')
  expect(localOf('2026-11-30T09:00:00Z', 'Asia/Shanghai')).toBe('2026-11-30T17:00')
})
