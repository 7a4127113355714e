/** A column for each state, and one for what is late; a number leads to the orders that it counts. */
import type { TableColumnType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { changed } from '../../shared/address'
import { STATES } from '../stalls/sought'
import type { Counts } from './api/useDepartmentsBoard'

interface Counted {
  counts: Counts
  /** With departments below; absent where there are none to add. */
  total?: Counts
  /** What the list of stalls is narrowed to; null where no list says the same. */
  behind: Record<string, string> | null
}

export function useCountColumns<Row>(of: (row: Row) => Counted): TableColumnType<Row>[] {
  const { t: ui } = useTranslation('ui')
  const { t } = useTranslation('boards')
  const column = (state: keyof Counts, title: string, isListed: boolean): TableColumnType<Row> => ({
    key: state,
    title,
    align: 'right',
    width: 96,
    render: (_, row) => <Figure state={state} isListed={isListed} {...of(row)} />,
  })
  return [
    ...STATES.map((state) => column(state, ui(`status.${state}`), true)),
    column('completed', ui('status.completed'), false),
    column('late', t('late'), false),
  ]
}

function Figure({
  state,
  isListed,
  counts,
  total,
  behind,
}: Counted & { state: keyof Counts; isListed: boolean }) {
  const { t } = useTranslation('boards')
  const own = counts[state]
  const all = total?.[state] ?? own
  const style = state === 'late' && own > 0 ? 'late-count' : undefined
  return (
    <>
      {isListed && behind && own > 0 ? (
        <Link href={`/stalls?${changed(new URLSearchParams(), { ...behind, state })}`}>{own}</Link>
      ) : (
        <span className={style}>{own}</span>
      )}
      {all !== own && (
        <span className='with-below' title={t('with_below')}>
          {t('total', { count: all })}
        </span>
      )}
    </>
  )
}
