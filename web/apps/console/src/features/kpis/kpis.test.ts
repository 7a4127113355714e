import { expect, test } from 'vitest'
import type { Asked, Figures } from './api/stats'
import { largest, periodRows, rowsOf } from './rows'
import { presets, viewOf } from './window'

const TODAY = '2026-11-22'

test('completion of this month by department is shown until the address says otherwise', () => {
  expect(viewOf(new URLSearchParams(), TODAY)).toEqual({
    topic: 'completion',
    asked: { by: 'department', from: '2026-11-01', to: TODAY },
    window: 'day',
    row: undefined,
  })
  const address = 'topic=rework&by=member&from=2026-01-01&to=2026-06-30&row=mb_1'
  expect(viewOf(new URLSearchParams(address), TODAY)).toEqual({
    topic: 'rework',
    asked: { by: 'member', from: '2026-01-01', to: '2026-06-30' },
    window: 'week',
    row: 'mb_1',
  })
  expect(viewOf(new URLSearchParams('by=nonsense&topic=gone&window=hour'), TODAY)).toEqual(
    viewOf(new URLSearchParams(), TODAY),
  )
})

test('weeks begin on Mondays, and last month is a whole one', () => {
  expect(presets('2026-11-22')).toMatchObject({
    week: ['2026-11-16', '2026-11-22'],
    last_month: ['2026-10-01', '2026-10-31'],
  })
  expect(presets('2026-11-23').week).toEqual(['2026-11-23', '2026-11-23'])
})

test('behind a period’s figure are the orders of its days, and of the row that was chosen', () => {
  const asked: Asked = { by: 'member', from: '2026-11-01', to: '2026-11-30' }
  const period = (from: string, to: string, completed: number) => ({ from, to, values: { completed } })
  const periods = [period('2026-11-01', '2026-11-01', 0), period('2026-11-02', '2026-11-08', 3)]
  const [row, ...rest] = periodRows(periods, asked, 'mb_1')
  expect(rest).toEqual([])
  expect(row).toMatchObject({ key: 'mb_1', asked: { by: 'member', from: '2026-11-02', to: '2026-11-08' } })
})

test('the largest are drawn, and those over nothing come last', () => {
  const figures = (key: string, rate: number | null) =>
    ({ key, name: key, values: { rework_rate: rate } }) as unknown as Figures
  const asked: Asked = { by: 'category', from: TODAY, to: TODAY }
  const rows = rowsOf([figures('a', null), figures('b', 0.1), figures('c', 0.4)], asked, ({ key }) =>
    key === 'c' ? 'Leak' : '',
  )
  expect(largest(rows, 'rework_rate', 2).map((row) => row.name)).toEqual(['Leak', 'b'])
})
