/** The state of an import: prepared, sending, paused, finished. It goes on where it stood after a reload. */
import { idempotencyKey } from '@steward/api'
import { useMe, useProblemText } from '@steward/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import * as kept from './kept'
import type { Kind, Line } from './read'
import { type Row, run, Unusable } from './run'
import { sender, type Words } from './send'

export interface Import {
  job: kept.Job | null
  rows: Row[]
  isLoading: boolean
  isRunning: boolean
  /** Why it stopped before its end. */
  failure: unknown
  prepare: (kind: Kind, communityId: string, lines: readonly Line[]) => Promise<void>
  start: () => Promise<void>
  pause: () => void
  /** Refused rows wait again, each as a new wish. */
  retry: () => Promise<void>
  clear: () => Promise<void>
}

export function useImport(words: Words): Import {
  const client = useQueryClient()
  const tell = useProblemText()
  const owner = useMe().data?.member?.id
  const [job, setJob] = useState<kept.Job | null>(null)
  const [rows, setRows] = useState<Row[]>([])
  const [isLoading, setLoading] = useState(true)
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const control = useRef<AbortController>(undefined)

  useEffect(() => {
    if (!owner) return
    void kept.load(owner).then((found) => {
      setJob(found?.job ?? null)
      setRows(found?.rows ?? [])
      setLoading(false)
    })
    return () => control.current?.abort()
  }, [owner])

  async function store(next: kept.Job, all: Row[]): Promise<void> {
    await kept.begin(next, all)
    setJob(next)
    setRows(all)
    setFailure(null)
  }

  async function prepare(kind: Kind, communityId: string, lines: readonly Line[]): Promise<void> {
    if (!owner) return
    const all = lines.map((line): Row => ({ ...line, key: idempotencyKey(), state: 'waiting' }))
    await store({ owner, kind, communityId }, all)
  }

  async function start(): Promise<void> {
    if (!job) return
    control.current = new AbortController()
    setRunning(true)
    setFailure(null)
    try {
      await run(rows, {
        send: sender(job.kind, job.communityId, client, words),
        keep: async (row) => {
          await kept.keep(row)
          setRows((before) => before.map((one) => (one.line === row.line ? row : one)))
        },
        say: (raised) => (raised instanceof Unusable ? raised.message : tell(raised)),
        signal: control.current.signal,
      })
    } catch (raised) {
      if (!control.current.signal.aborted) setFailure(raised)
    } finally {
      setRunning(false)
      await client.invalidateQueries({ queryKey: ['units'] })
      await client.invalidateQueries({ queryKey: ['residents'] })
    }
  }

  async function retry(): Promise<void> {
    if (!job) return
    const again = rows.map(
      (row): Row =>
        row.state === 'refused'
          ? { ...row, state: 'waiting', key: idempotencyKey(), reason: undefined }
          : row,
    )
    await store(job, again)
  }

  async function clear(): Promise<void> {
    await kept.clear()
    setJob(null)
    setRows([])
    setFailure(null)
  }

  const pause = () => control.current?.abort()
  return { job, rows, isLoading, isRunning, failure, prepare, start, pause, retry, clear }
}
