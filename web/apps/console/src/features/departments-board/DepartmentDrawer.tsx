/** Who in a department has how many orders, and what waits in its queue. */
import type { Schemas } from '@steward/api'
import { Drawer, Empty, Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useDepartmentBoard } from './api/useDepartmentBoard'
import type { Counts } from './api/useDepartmentsBoard'
import { useCountColumns } from './countColumns'
import { Nudge } from './Nudge'

interface Holder {
  id: string
  name: string
  counts: Counts
  behind: Record<string, string> | null
}

export function DepartmentDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('boards')
  const { t: own } = useTranslation('console')
  const board = useDepartmentBoard(id)
  const counts = useCountColumns<Holder>((row) => row)
  return (
    <Drawer open title={board.data?.name ?? own('order.department')} size={1000} onClose={onClose}>
      {board.isError && <ProblemNotice failure={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <Skeleton active />}
      {board.data && <Nudge id={id} name={board.data.name} />}
      {board.data && (
        <Table<Holder>
          aria-label={board.data.name}
          size='small'
          rowKey='id'
          pagination={false}
          scroll={{ x: 930 }}
          dataSource={holders(board.data, t('departments.queue'))}
          locale={{ emptyText: <Empty description={t('departments.nobody')} /> }}
          columns={[{ title: own('stalls.person'), dataIndex: 'name', width: 160 }, ...counts]}
        />
      )}
    </Drawer>
  )
}

/** The queue and everybody who has an order. What is in the queue is open; the list of stalls has no filter for nobody. */
function holders(board: Schemas['DepartmentBoardOut'], queue: string): Holder[] {
  return [
    { id: 'queue', name: queue, counts: board.queue, behind: null },
    ...board.members.map(({ member_id, name, counts }) => ({
      id: member_id,
      name,
      counts,
      behind: { department: board.department_id, member: member_id },
    })),
  ]
}
