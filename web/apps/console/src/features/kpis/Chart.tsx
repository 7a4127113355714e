/** One chart. The table below says the same in numbers, for those who do not see it. */
import { useEffect, useRef } from 'react'
import { bars, type Drawn, echarts, lines } from './chart'

interface Shown extends Drawn {
  kind: 'bars' | 'lines'
  label: string
}

const ROW_PX = 26
const BAR_PX = 15
const FRAME_PX = 60
const LINES_PX = 260

export default function Chart({ kind, label, ...drawn }: Shown) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof echarts.init>>(undefined)

  useEffect(() => {
    const made = echarts.init(place.current, undefined, { renderer: 'svg' })
    chart.current = made
    const watcher = new ResizeObserver(() => made.resize())
    if (place.current) watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      made.dispose()
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption(kind === 'bars' ? bars(drawn) : lines(drawn), { notMerge: true })
  })

  const each = drawn.isStacked ? ROW_PX : Math.max(ROW_PX, drawn.series.length * BAR_PX + 8)
  const height = kind === 'lines' ? LINES_PX : Math.max(LINES_PX, FRAME_PX + drawn.names.length * each)
  return <div ref={place} role='img' aria-label={label} style={{ height }} />
}
