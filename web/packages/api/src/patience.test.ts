import { afterEach, expect, test, vi } from 'vitest'
import { signIn } from './cognito'
import { patiently } from './patience'

const ADDRESS = 'https://steward.example/v1/me'

/** A network that takes the request and says nothing more. */
function silent(_: unknown, { signal }: { signal: AbortSignal }) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a request that nobody answers ends, and may be tried again', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', silent)
  const asked = expect(patiently(new Request(ADDRESS))).rejects.toMatchObject({
    status: 408,
    code: 'timeout',
    isPassing: true,
  })
  await vi.advanceTimersByTimeAsync(10_000)
  await asked
})

test('nor does a sign-in wait for ever, and a second try asks anew', async () => {
  vi.useFakeTimers()
  const asked = vi.fn(silent)
  vi.stubGlobal('fetch', asked)
  for (const times of [1, 2]) {
    const failed = expect(signIn('li', 'secret')).rejects.toMatchObject({ status: 408 })
    await vi.advanceTimersByTimeAsync(10_000)
    await failed
    expect(asked).toHaveBeenCalledTimes(times)
  }
})

test('who gives up is not told of a problem', async () => {
  vi.stubGlobal('fetch', silent)
  const leaving = new AbortController()
  const asked = expect(patiently(new Request(ADDRESS, { signal: leaving.signal }))).rejects.toThrow('aborted')
  leaving.abort()
  await asked
})

test('without network it says so at once', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
  await expect(patiently(new Request(ADDRESS))).rejects.toMatchObject({ status: 0, code: 'offline' })
})
