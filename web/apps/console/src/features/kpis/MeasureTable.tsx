/** Figures as numbers, row by row; behind each count are its orders. */
import { Button, Table } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { antdColumn, type Column } from '../../shared/table/columns'
import { ExportButton } from '../../shared/table/ExportButton'
import type { Count, Figure } from './api/facts'
import { useMeasures } from './api/measures'
import type { Asked, Measure } from './api/stats'
import { useFigure, type Value } from './useFigure'
import './figures.css'

export interface Row {
  id: string
  /** The person, place or period. */
  name: string
  values: Record<string, Value>
  /** What its figures were asked for by. */
  asked: Asked
  /** The row's own key; absent: all together. */
  key?: string
}

interface Shown {
  title: string
  /** The first column's. */
  of: string
  rows: Row[]
  measures: readonly Measure[]
  onBehind: (figure: Figure) => void
  extra?: ReactNode
}

export function MeasureTable({ title, of, rows, measures, onBehind, extra }: Shown) {
  const { t } = useTranslation('figures')
  const say = useFigure()
  const about = useMeasures().data
  const columns: Column<Row>[] = [
    { key: 'name', title: of, value: (row) => row.name, width: 170 },
    ...measures.map((measure): Column<Row> => {
      const { unit, is_listed: isListed } = about?.get(measure) ?? { unit: 'orders', is_listed: false }
      const shown = (row: Row) => say(row.values[measure], unit, measure)
      return {
        key: measure,
        title: t(`measure.${measure}`),
        value: (row) => row.values[measure],
        render: (row) =>
          isListed && row.values[measure] ? (
            <Button
              type='link'
              size='small'
              className='figure'
              aria-label={t('behind.open', {
                measure: t(`measure.${measure}`),
                name: row.name,
                value: shown(row),
              })}
              onClick={() =>
                onBehind({ asked: row.asked, measure: measure as Count, key: row.key, name: row.name })
              }
            >
              {shown(row)}
            </Button>
          ) : (
            shown(row)
          ),
        width: 128,
        align: 'right',
      }
    }),
  ]
  return (
    <section>
      <div className='figures-head'>
        <h2>{title}</h2>
        <span>
          {extra}
          <ExportButton
            name={title}
            heads={columns.map((column) => column.title)}
            gather={async () => rows.map((row) => columns.map((column) => column.value(row)))}
          />
        </span>
      </div>
      <Table<Row>
        aria-label={title}
        className='figures'
        size='small'
        rowKey='id'
        tableLayout='fixed'
        columns={columns.map((column) => ({ ...antdColumn(column), ellipsis: false }))}
        dataSource={rows}
        pagination={rows.length > 50 && { pageSize: 50 }}
        scroll={{ x: columns.reduce((sum, column) => sum + (column.width ?? 0), 0) }}
      />
    </section>
  )
}
