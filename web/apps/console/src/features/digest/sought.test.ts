import { describe, expect, it } from 'vitest'
import { moved, queryOf, soughtIn } from './sought'

const TODAY = '2026-11-25'
const sought = (address: string) => soughtIn(new URLSearchParams(address), TODAY)

describe('whose work the address asks for', () => {
  it('is the own of this week unless it says', () => {
    expect(queryOf(sought(''))).toEqual({ member: 'me', window: 'week', day: TODAY })
  })

  it('is that of a member or of a department, of the window that holds a day', () => {
    expect(queryOf(sought('member=mb_1&window=day&day=2026-11-02'))).toEqual({
      member: 'mb_1',
      window: 'day',
      day: '2026-11-02',
    })
    expect(queryOf(sought('department=dp_1&window=year'))).toEqual({
      department: 'dp_1',
      window: 'year',
      day: TODAY,
    })
  })

  it('leaves out what the API would refuse', () => {
    for (const day of ['2026-02-30', 'yesterday', '20261125'])
      expect(sought(`window=decade&day=${day}`)).toEqual(sought(''))
  })

  it('moves on by its own length', () => {
    expect(moved(sought('day=2026-11-30'), -1)).toBe('2026-11-23')
    expect(moved(sought('day=2026-01-31&window=month'), 1)).toBe('2026-02-28')
    expect(moved(sought('day=2026-01-31&window=year'), -1)).toBe('2025-01-31')
  })
})
