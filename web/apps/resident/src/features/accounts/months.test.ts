import { showIn } from '@steward/ui'
import { expect, test } from 'vitest'
import type { Account } from './api/read'
import { inMonth, months } from './months'

const account = {
  charges: [
    { id: 'ch_1', due_on: '2026-09-18' },
    { id: 'ch_2', due_on: '2026-12-02' },
  ],
  payments: [{ id: 'py_1', posted_at: '2026-10-31T18:30:00.000Z' }],
} as Account

test('a payment belongs to the month in which it came in, as the company counts days', () => {
  showIn('Asia/Shanghai')
  expect(months(account)).toEqual(['2026-12', '2026-11', '2026-09'])
  expect(inMonth(account, '2026-11').payments).toHaveLength(1)
  showIn('UTC')
  expect(months(account)).toEqual(['2026-12', '2026-10', '2026-09'])
})

test('a month shows its own lines, and no month shows all', () => {
  expect(inMonth(account, '2026-09').charges.map((one) => one.id)).toEqual(['ch_1'])
  expect(inMonth(account, '2026-09').payments).toEqual([])
  expect(inMonth(account, '').charges).toHaveLength(2)
})
