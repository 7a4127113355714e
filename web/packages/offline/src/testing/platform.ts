/** What a browser has and Node lacks: locks, and an address. A restarted app starts with no lock held, as after a crash. */
interface Held {
  tail: Promise<unknown>
}

export function startBrowser(): void {
  const held = new Map<string, Held>()
  const locks = {
    request<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      const before = held.get(name)?.tail ?? Promise.resolve()
      const mine = before.catch(() => undefined).then(work)
      held.set(name, { tail: mine })
      return mine
    },
  }
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true })
  Object.defineProperty(globalThis, 'location', {
    value: { origin: 'http://steward.test' },
    configurable: true,
  })
}
