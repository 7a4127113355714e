import { expect, test } from 'vitest'
import { problemOf } from './problem'

test('a problem document keeps its code, its fields and what else it says', async () => {
  const body = {
    code: 'outside_geofence',
    detail: 'Too far',
    distance_m: 412,
    errors: [{ loc: ['body'], message: 'no' }],
  }
  const problem = await problemOf(new Response(JSON.stringify(body), { status: 409 }))
  expect(problem).toMatchObject({
    status: 409,
    code: 'outside_geofence',
    detail: 'Too far',
    extra: { distance_m: 412 },
  })
  expect(problem.errors).toHaveLength(1)
  expect(problem.isPassing).toBe(false)
})

test('an answer that is no problem document is a problem all the same', async () => {
  const problem = await problemOf(new Response('<html>', { status: 502, headers: { 'Retry-After': '7' } }))
  expect(problem).toMatchObject({ status: 502, code: 'http_502', retryAfter: 7, isPassing: true })
})
