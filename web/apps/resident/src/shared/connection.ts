/** Whether the API could be reached lately, and when something was last heard from it. */
import { Problem } from '@steward/api'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export interface Connection {
  isLost: boolean
  /** Milliseconds since the epoch; null when nothing was heard yet. */
  heardAt: number | null
}

/** In-app browsers report `navigator.onLine` late or never, so what counts is how the last request went. */
export function useConnection(): Connection {
  const client = useQueryClient()
  const [isLost, setLost] = useState(!navigator.onLine)
  useEffect(() => {
    const lose = () => setLost(true)
    const find = () => void client.refetchQueries({ type: 'active' })
    const stop = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return
      if (event.action.type === 'success' && !event.action.manual) setLost(false)
      if (event.action.type === 'error') setLost(isUnreachable(event.action.error))
    })
    addEventListener('offline', lose)
    addEventListener('online', find)
    return () => {
      stop()
      removeEventListener('offline', lose)
      removeEventListener('online', find)
    }
  }, [client])
  return { isLost, heardAt: heardAt(client) }
}

function isUnreachable(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 0
}

function heardAt(client: QueryClient): number | null {
  const moments = client
    .getQueryCache()
    .getAll()
    .map((query) => query.state.dataUpdatedAt)
  const last = Math.max(0, ...moments)
  return last || null
}
