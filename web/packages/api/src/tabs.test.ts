import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// What WeChat's in-app browser may lack.
beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => vi.unstubAllGlobals())

function answering(body: unknown): Response {
  return new Response(JSON.stringify(body), { status: 200 })
}

test('without locks and channels people sign in, and two requests at once refresh the tokens once', async () => {
  const asked: string[] = []
  let refreshes = 0
  vi.stubGlobal('fetch', async (url: string, options?: RequestInit) => {
    if (url === '/config.json') return answering({ cognito_url: '/cognito/', client_id: 'c' })
    const { AuthFlow } = JSON.parse(String(options?.body))
    asked.push(AuthFlow)
    const isRefresh = AuthFlow === 'REFRESH_TOKEN_AUTH'
    if (isRefresh) refreshes += 1
    return answering({
      AuthenticationResult: {
        IdToken: isRefresh ? `fresh-${refreshes}` : 'old',
        AccessToken: 'a',
        RefreshToken: 'r',
        ExpiresIn: isRefresh ? 3600 : 1,
      },
    })
  })
  const session = await import('./session')
  const heard = vi.fn()
  session.onChange(heard)

  await session.signIn('lin@harbour', 'secret')
  expect((await session.current())?.username).toBe('lin@harbour')
  expect(heard).toHaveBeenCalledTimes(1)

  const tokens = await Promise.all([session.idToken(), session.idToken()])
  expect(tokens).toEqual(['fresh-1', 'fresh-1'])
  expect(asked).toEqual(['USER_PASSWORD_AUTH', 'REFRESH_TOKEN_AUTH'])
})

test('without locks a turn that fails does not hold up the next', async () => {
  const { alone } = await import('./tabs')
  const order: string[] = []
  const first = alone('turn', async () => {
    await Promise.resolve()
    order.push('first')
    throw new Error('no')
  })
  const second = alone('turn', async () => void order.push('second'))
  await expect(first).rejects.toThrow('no')
  await second
  expect(order).toEqual(['first', 'second'])
})
