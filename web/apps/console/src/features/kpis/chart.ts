/** ECharts with only what these charts need: bars, a grid, a legend, tooltips; drawn as SVG, which scales. */
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { percent } from './percent'

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export { echarts }

export interface Series {
  name: string
  /** Between 0 and 1; null where there is nothing to rate. */
  rates: (number | null)[]
}

const COLOURS = ['#0b5cc2', '#12805c', '#8a4b00']

/** Bars of rates, one group of bars for each name. */
export function rateChart(names: string[], series: Series[]) {
  return {
    color: COLOURS,
    aria: { enabled: true },
    animation: false,
    grid: { left: 8, right: 40, top: series.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    legend: series.length > 1 ? { top: 0, left: 0 } : undefined,
    tooltip: { trigger: 'axis' as const, valueFormatter: (rate: unknown) => percent(rate as number | null) },
    xAxis: {
      type: 'value' as const,
      min: 0,
      max: 1,
      axisLabel: { formatter: (rate: number) => percent(rate), color: '#4c535e' },
    },
    yAxis: {
      type: 'category' as const,
      data: names,
      inverse: true,
      axisLabel: { width: 110, overflow: 'truncate' as const, color: '#15181d' },
    },
    series: series.map((one) => ({
      name: one.name,
      type: 'bar' as const,
      barMaxWidth: 14,
      data: one.rates,
      label: { show: series.length === 1, position: 'right' as const, formatter: labelOf },
    })),
  }
}

function labelOf({ value }: { value: unknown }): string {
  return percent(value as number | null)
}
