/** One chart of rates. The table below says the same in numbers, for those who do not see it. */
import { useEffect, useRef } from 'react'
import { echarts, rateChart, type Series } from './chart'

interface Shown {
  label: string
  names: string[]
  series: Series[]
  /** Which bar was chosen, by its place. */
  onChoose: (index: number) => void
}

const ROW_PX = 26
const BAR_PX = 15
const FRAME_PX = 60

export default function RateChart({ label, names, series, onChoose }: Shown) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof echarts.init>>(undefined)
  const choose = useRef(onChoose)
  choose.current = onChoose

  useEffect(() => {
    const drawn = echarts.init(place.current, undefined, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', ({ dataIndex }) => choose.current(dataIndex))
    const watcher = new ResizeObserver(() => drawn.resize())
    if (place.current) watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      drawn.dispose()
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption(rateChart(names, series), { notMerge: true })
  }, [names, series])

  const height = FRAME_PX + names.length * Math.max(ROW_PX, series.length * BAR_PX + 8)
  return <div ref={place} role='img' aria-label={label} style={{ height }} />
}
