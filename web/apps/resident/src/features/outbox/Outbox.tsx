/** Keeps sending while the app is open, and tells pages what still waits. */
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { onChange, type Waiting, waiting } from './kept'
import { sendAll } from './sender'

interface Outbox extends Waiting {
  owner: string
  /** How much of each photo has left the device, from 0 to 1. */
  progress: Record<string, number>
  send: () => Promise<void>
}

const RETRY_MS = 20_000
const Context = createContext<Outbox | null>(null)

export function OutboxProvider({ owner, children }: { owner: string; children: ReactNode }) {
  const client = useQueryClient()
  const [kept, setKept] = useState<Waiting>({ reports: [], photos: [] })
  const [progress, setProgress] = useState<Record<string, number>>({})

  const send = useCallback(async () => {
    const touched = await sendAll(owner, (id, share) => setProgress((all) => ({ ...all, [id]: share })))
    if (touched.length === 0) return
    await client.invalidateQueries({ queryKey: ['orders'] })
    for (const order of touched) await client.invalidateQueries({ queryKey: ['order', order] })
  }, [client, owner])

  useEffect(() => {
    const look = () => void waiting(owner).then(setKept)
    look()
    return onChange(look)
  }, [owner])

  const isSomethingWaiting =
    kept.reports.some((one) => !one.refusal) || kept.photos.some((one) => one.order && !one.refusal)
  useEffect(() => {
    if (!isSomethingWaiting) return
    const go = () => void send()
    go()
    const timer = setInterval(go, RETRY_MS)
    addEventListener('online', go)
    document.addEventListener('visibilitychange', go)
    return () => {
      clearInterval(timer)
      removeEventListener('online', go)
      document.removeEventListener('visibilitychange', go)
    }
  }, [isSomethingWaiting, send])

  const outbox = useMemo(() => ({ ...kept, owner, progress, send }), [kept, owner, progress, send])
  return <Context value={outbox}>{children}</Context>
}

export function useOutbox(): Outbox {
  const outbox = useContext(Context)
  if (!outbox) throw new Error('useOutbox needs an OutboxProvider around it')
  return outbox
}
