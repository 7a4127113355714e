/** How many orders stand in each department, by state; behind each number are its orders, behind a name its people. */
import { duration, moment, useNow } from '@steward/ui'
import { Button, Empty, Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useDepartmentsBoard } from './api/useDepartmentsBoard'
import { useCountColumns } from './countColumns'
import { DepartmentDrawer } from './DepartmentDrawer'
import './departments-board.css'
import { type Branch, treeOf } from './tree'

export default function DepartmentsBoardPage() {
  const { t } = useTranslation('boards')
  const { t: own } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const [search, change] = useAddress()
  const now = useNow()
  const board = useDepartmentsBoard()
  const counts = useCountColumns<Branch>((row) => ({
    counts: row.own.counts,
    total: row.total.counts,
    behind: { department: row.department_id },
  }))
  const chosen = search.get('shown')
  return (
    <>
      <PageTitle
        title={own('page.departments_board')}
        extra={board.data && t('departments.at', { moment: moment(board.data.at) })}
      />
      {board.isError && <ProblemNotice failure={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <Skeleton active />}
      {board.data && (
        <Table<Branch>
          aria-label={own('page.departments_board')}
          size='small'
          rowKey='department_id'
          pagination={false}
          dataSource={treeOf(board.data.items)}
          expandable={{ defaultExpandAllRows: true }}
          scroll={{ x: 1160 }}
          locale={{ emptyText: <Empty description={t('departments.none')} /> }}
          columns={[
            {
              title: own('order.department'),
              width: 220,
              render: (_, row) => (
                <Button type='link' size='small' onClick={() => change({ shown: row.department_id })}>
                  {row.name}
                </Button>
              ),
            },
            ...counts,
            {
              title: t('departments.oldest'),
              width: 150,
              render: (_, { total }) =>
                total.oldest_since ? duration(now - Date.parse(total.oldest_since), ui) : '–',
            },
          ]}
        />
      )}
      {chosen && <DepartmentDrawer key={chosen} id={chosen} onClose={() => change({ shown: undefined })} />}
    </>
  )
}
