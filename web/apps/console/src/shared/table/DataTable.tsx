/**
 * A list of the API as a table: page after page by its cursor, sorted by what is loaded, exported whole.
 *
 * Filters are the page's: it keeps them in the address (shared/address.ts) and names them in `queryKey`.
 */
import { live, type Subject } from '@steward/ui'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Table } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../ProblemNotice'
import { antdColumn, type Column } from './columns'
import { ExportButton } from './ExportButton'
import { opening } from './opening'
import './table.css'
import { type FetchPage, walk } from './walk'

interface Shown<Row> {
  /** The exported file's name, and the table's for screen readers. */
  name: string
  columns: Column<Row>[]
  queryKey: readonly unknown[]
  fetchPage: FetchPage<Row>
  rowKey: (row: Row) => string
  /** Heading, filters and actions of the page; the export stands beside them. */
  head: (exporting: ReactNode) => ReactNode
  /** What opens when a row is chosen, by mouse or Enter. */
  onOpen?: (row: Row) => void
  /** Said when there is nothing. */
  empty?: ReactNode
  /** What its rows change with, if the list is kept current. */
  changesWith?: Subject
}

const PAGE = 50
/** Pixels that a column without a width gets at least. */
const NARROW = 140

export function DataTable<Row extends object>(table: Shown<Row>) {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const { name, columns, rowKey, fetchPage, onOpen } = table
  const list = useInfiniteQuery({
    queryKey: table.queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage({ cursor: pageParam, limit: PAGE, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(table.changesWith && live(table.changesWith)),
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []

  const shown = columns.filter((column) => !column.isHidden)
  const filed = columns.filter((column) => !column.isControl)
  const exporting = (
    <ExportButton
      name={name}
      heads={filed.map((column) => column.title)}
      gather={async (onProgress, signal) => {
        const all = await walk(fetchPage, onProgress, signal)
        return all.map((row) => filed.map((column) => column.value(row)))
      }}
    />
  )
  return (
    <>
      {table.head(exporting)}
      {list.isError && <ProblemNotice failure={list.error} onRetry={() => void list.refetch()} />}
      <Table<Row>
        aria-label={name}
        className='data-table'
        size='small'
        columns={shown.map(antdColumn)}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        loading={list.isPending || list.isPlaceholderData}
        tableLayout='fixed'
        scroll={{ x: shown.reduce((sum, column) => sum + (column.width ?? NARROW), 0) }}
        locale={{
          emptyText: list.isPending ? ' ' : <Empty description={table.empty ?? shared('empty.nothing')} />,
        }}
        onRow={(row) => (onOpen ? opening(() => onOpen(row)) : {})}
      />
      <footer className='data-table-foot'>
        {rows.length > 0 && <span>{t('table.shown', { count: rows.length })}</span>}
        {list.hasNextPage && (
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {shared('action.more')}
          </Button>
        )}
      </footer>
    </>
  )
}
