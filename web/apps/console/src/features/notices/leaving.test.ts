import { describe, expect, it } from 'vitest'
import { type Progress, pauseOf } from './api/useNotice'
import { leaving } from './leaving'

const way = { pending: 0, sent: 0, delivered: 0, failed: 0 }
const told = {
  is_complete: true,
  people: 3,
  excluded: 0,
  reached: 1,
  failed: 1,
  inside: 0,
  waiting: 0,
  pending: 1,
  channels: { sms: { ...way, pending: 1, sent: 1 }, email: { ...way, delivered: 1, failed: 1 } },
}
const progress = (fields: object) => ({ foreseen: null, told: { ...told, ...fields } }) as unknown as Progress

describe('messages that leave', () => {
  it('are counted over all channels, with those that never will', () => {
    expect(leaving(told)).toEqual({ left: 3, all: 4 })
    expect(leaving({ channels: {} })).toEqual({ left: 0, all: 0 })
  })

  it('are looked at less often than people who are still being told, and no more once all have left', () => {
    const often = pauseOf(progress({ is_complete: false }))
    const seldom = pauseOf(progress({}))
    const settled = { reached: 2, pending: 0, channels: { sms: { ...way, sent: 2 } } }
    expect([often, seldom]).toEqual([2_000, 5_000])
    expect(pauseOf(progress(settled))).toBe(false)
  })
})
