/** What a page is narrowed to stands in the address: it survives a reload, and can be sent to a colleague. */
import { useSearchParams } from 'wouter'

export type Change = Record<string, string | undefined>

/** The address's parameters, and how to change some of them; an empty one leaves the address. */
export function useAddress(): [URLSearchParams, (change: Change) => void] {
  const [search, setSearch] = useSearchParams()
  return [search, (change) => setSearch((before) => changed(before, change), { replace: true })]
}

/** The order whose drawer is open over whatever page, and how to open another; closing goes without one. */
export function useOpenOrder(): [string | null, (id: string | undefined) => void] {
  const [search, setSearch] = useSearchParams()
  return [search.get('order'), (id) => setSearch((before) => changed(before, { order: id }))]
}

export function changed(before: URLSearchParams, change: Change): URLSearchParams {
  const after = new URLSearchParams(before)
  for (const [name, value] of Object.entries(change)) {
    if (value) after.set(name, value)
    else after.delete(name)
  }
  return after
}
