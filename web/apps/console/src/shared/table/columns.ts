/** What a column says of a row: drawn on the screen by `render`, written to files and sorted by `value`. */
import type { TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import type { Cell } from './csv'

export interface Column<Row> {
  key: string
  title: string
  /** The plain value, for files and for sorting what is loaded. */
  value: (row: Row) => Cell
  /** How it is drawn; as its value unless given. */
  render?: (row: Row) => ReactNode
  width?: number
  align?: 'right'
  /** Only in files. */
  isHidden?: boolean
  /** Only on the screen, such as buttons. */
  isControl?: boolean
}

export function antdColumn<Row>(column: Column<Row>): TableColumnType<Row> {
  return {
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    ellipsis: true,
    render: (_, row) => (column.render ?? column.value)(row),
    sorter: column.isControl ? false : (one, other) => compare(column.value(one), column.value(other)),
    showSorterTooltip: false,
  }
}

/** Numbers by size, texts as the reader's language has them, nothing last. */
export function compare(one: Cell, other: Cell): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (one === null || one === undefined || one === '') return 1
  if (other === null || other === undefined || other === '') return -1
  return String(one).localeCompare(String(other), document.documentElement.lang || undefined, {
    numeric: true,
  })
}
