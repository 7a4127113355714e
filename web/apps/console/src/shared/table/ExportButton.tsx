/** Exports every row of a list, not only those on the screen, and says how far it is. */
import { DownloadOutlined } from '@ant-design/icons'
import { useProblemText } from '@steward/ui'
import { Button, Popover, Space, Spin } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Cell, csv, save } from './csv'

type State = { kind: 'idle' } | { kind: 'running'; rows: number } | { kind: 'failed'; failure: unknown }

interface Export {
  /** The file's name, without date and ending. */
  name: string
  heads: string[]
  /** All rows as cells; tells how many it has so far. */
  gather: (onProgress: (rows: number) => void, signal: AbortSignal) => Promise<Cell[][]>
}

export function ExportButton({ name, heads, gather }: Export) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const say = useProblemText()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)

  async function start(): Promise<void> {
    const control = new AbortController()
    running.current = control
    setState({ kind: 'running', rows: 0 })
    try {
      const rows = await gather((rows) => setState({ kind: 'running', rows }), control.signal)
      save(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, csv([heads, ...rows]))
      setState({ kind: 'idle' })
    } catch (failure) {
      setState(control.signal.aborted ? { kind: 'idle' } : { kind: 'failed', failure })
    }
  }

  const told = state.kind !== 'idle' && (
    <Space role='status'>
      {state.kind === 'running' && (
        <>
          <Spin size='small' />
          {t('table.exporting', { count: state.rows })}
          <Button size='small' onClick={() => running.current?.abort()}>
            {shared('action.cancel')}
          </Button>
        </>
      )}
      {state.kind === 'failed' && say(state.failure)}
    </Space>
  )

  return (
    <Popover open={state.kind !== 'idle'} content={told} placement='bottomRight'>
      <Button icon={<DownloadOutlined />} disabled={state.kind === 'running'} onClick={() => void start()}>
        {t('table.export')}
      </Button>
    </Popover>
  )
}
