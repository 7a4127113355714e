import { expect, test } from 'vitest'
import { today } from './day'

test('today is the company’s day, not the device’s', () => {
  const lateEvening = Date.parse('2026-11-30T17:30:00Z')
  expect(today('Asia/Shanghai', lateEvening)).toBe('2026-12-01')
  expect(today('UTC', lateEvening)).toBe('2026-11-30')
})
