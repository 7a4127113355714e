import { expect, test } from 'vitest'
import type { Figures } from './api/stats'
import { ordersBehind } from './drill'
import { windowOf } from './window'

test('the window is this month until the address says otherwise', () => {
  expect(windowOf(new URLSearchParams(), '2026-11-22')).toEqual({
    by: 'department',
    from: '2026-11-01',
    to: '2026-11-22',
  })
  expect(windowOf(new URLSearchParams('by=member&from=2026-01-01&to=2026-06-30'), '2026-11-22')).toEqual({
    by: 'member',
    from: '2026-01-01',
    to: '2026-06-30',
  })
  expect(windowOf(new URLSearchParams('by=nonsense'), '2026-11-22').by).toBe('department')
})

test('a number leads to the orders of its group and days', () => {
  const row = { key: 'mb_1' } as Figures
  const window = { by: 'member', from: '2026-11-01', to: '2026-11-22' } as const
  expect(ordersBehind(row, window)).toBe('/orders?assignee=mb_1&from=2026-11-01&to=2026-11-22')
  expect(ordersBehind(row, window, { status: 'completed,closed' })).toContain('status=completed%2Cclosed')
})
