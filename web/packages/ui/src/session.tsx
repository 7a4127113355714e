/** Who is signed in, for pages: the state of the session and the person behind it. */
import { api, data, type Schemas, session } from '@steward/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { showIn } from './format'

export interface Signed {
  /** `loading` until IndexedDB has answered, which is a matter of milliseconds. */
  state: session.SessionState | 'loading'
  username: string
}

/** The session of this device, current whatever tab changes it. Another person's sign-in empties what was fetched. */
export function useSession(): Signed {
  const [signed, setSigned] = useState<Signed>({ state: 'loading', username: '' })
  const client = useQueryClient()
  useEffect(() => {
    let previous: string | undefined
    async function look(): Promise<void> {
      const kept = await session.current()
      if (previous !== undefined && previous !== (kept?.username ?? '')) client.clear()
      previous = kept?.username ?? ''
      setSigned({ state: kept?.state ?? 'signed_out', username: previous })
    }
    void look()
    return session.onChange(() => void look())
  }, [client])
  return signed
}

export type Me = Schemas['MeOut']

/** The signed-in person, their roles and their company. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await data(api.GET('/v1/me'))
      if (me.tenant) showIn(me.tenant.time_zone)
      return me
    },
    staleTime: 60_000,
  })
}
