/** ECharts with only what these charts need: bars, lines, a grid, a legend, tooltips; drawn as SVG, which scales. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
])

export { echarts }

export interface Series {
  name: string
  /** Null where there is nothing to show. */
  values: (number | null)[]
}

export interface Drawn {
  /** What the values belong to: rows, or periods. */
  names: string[]
  series: Series[]
  /** A value in words, for axis, labels and tooltip. */
  say: (value: number | null) => string
  /** The end of the axis, where it is known. */
  most?: number
  /** The least that two marks of the axis differ by. */
  step?: number
  isStacked?: boolean
}

const COLOURS = ['#0b5cc2', '#12805c', '#8a4b00', '#5b2ea6']
const INK = '#15181d'
const WEAK = '#4c535e'

/** Lying bars, one group for each name. */
export function bars({ names, series, say, most, step, isStacked }: Drawn) {
  return {
    ...frame(series, say, 48),
    xAxis: { ...valueAxis(say, most, step), splitNumber: 4 },
    yAxis: {
      type: 'category' as const,
      data: names,
      inverse: true,
      axisLabel: { width: 110, overflow: 'truncate' as const, color: INK },
    },
    series: series.map((one) => ({
      name: one.name,
      type: 'bar' as const,
      stack: isStacked ? 'all' : undefined,
      barMaxWidth: 14,
      data: one.values,
      label: {
        show: series.length === 1,
        position: 'right' as const,
        formatter: ({ value }: { value: unknown }) => say(value as number | null),
      },
    })),
  }
}

/** Lines from period to period; a period with nothing to show interrupts them. */
export function lines({ names, series, say, most, step }: Drawn) {
  return {
    ...frame(series, say, 16),
    xAxis: { type: 'category' as const, data: names, axisLabel: { color: WEAK, hideOverlap: true } },
    yAxis: valueAxis(say, most, step),
    series: series.map((one) => ({
      name: one.name,
      type: 'line' as const,
      symbolSize: 6,
      data: one.values,
    })),
  }
}

function frame(series: Series[], say: Drawn['say'], right: number) {
  return {
    color: COLOURS,
    aria: { enabled: true },
    animation: false,
    grid: { left: 8, right, top: series.length > 1 ? 34 : 14, bottom: 4, containLabel: true },
    legend: series.length > 1 ? { type: 'scroll' as const, top: 0, left: 0 } : undefined,
    tooltip: {
      trigger: 'axis' as const,
      confine: true,
      valueFormatter: (value: unknown) => say((value ?? null) as number | null),
    },
  }
}

function valueAxis(say: Drawn['say'], most: number | undefined, step: number | undefined) {
  return {
    type: 'value' as const,
    min: 0,
    max: most,
    interval: most && most / 4,
    minInterval: step,
    axisLabel: { formatter: (value: number) => say(value), color: WEAK, hideOverlap: true },
  }
}
