/** The figures that the orders of a digest add up to. */
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Figures } from '../kpis/api/stats'
import { useFigure } from '../kpis/useFigure'

export function Sums({ figures }: { figures: Figures }) {
  const { t } = useTranslation('figures')
  const say = useFigure()
  const { respond, arrive, complete } = figures.timeliness
  const shown = [
    ['reported', say(figures.reported, 'orders')],
    ['due', say(figures.due, 'orders')],
    ['completed', say(figures.completed, 'orders')],
    ['completion_rate', say(figures.completion_rate, 'share')],
    ['respond_rate', say(respond.rate, 'share')],
    ['arrive_rate', say(arrive.rate, 'share')],
    ['complete_rate', say(complete.rate, 'share')],
    ['excellence_rate', say(figures.excellence_rate, 'share')],
    ['score_average', say(figures.score_average, 'score', 'score_average')],
  ] as const
  return (
    <Descriptions
      size='small'
      bordered
      column={{ xs: 1, sm: 2, md: 3 }}
      items={shown.map(([name, children]) => ({ key: name, label: t(`measure.${name}`), children }))}
    />
  )
}
