import { expect, test } from 'vitest'
import { bodyOf } from './export-form'

test('a file is asked for by the parameters of its own list, and no others', () => {
  const values = {
    format: 'xlsx',
    report: 'rp_1',
    department: 'dp_1',
    status: ['open', 'paused'],
    from: '',
  } as const
  const asked = { ...values, status: [...values.status] }
  expect(bodyOf({ ...asked, kind: 'work_orders' }).filters).toEqual({
    department: 'dp_1',
    status: 'open,paused',
  })
  expect(bodyOf({ ...asked, kind: 'stalls' }).filters).toEqual({ department: 'dp_1' })
  expect(bodyOf({ ...asked, kind: 'report' })).toEqual({
    kind: 'report',
    format: 'xlsx',
    filters: { report: 'rp_1' },
  })
})
