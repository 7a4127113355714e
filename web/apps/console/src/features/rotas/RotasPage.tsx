/** Who is on call for each department that takes orders, and whose turn it is. */
import { day } from '@steward/ui'
import { Button, Empty, Skeleton, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { type Department, useDepartments } from '../people/api/useDepartments'
import { useMembers } from '../people/api/useMembers'
import { type Rota, useRotas } from './api/useRotas'
import { RotaDrawer } from './RotaDrawer'

interface Row {
  department: Department
  rota: Rota | null
}

export default function RotasPage() {
  const { t } = useTranslation('worktime')
  const { t: own } = useTranslation('console')
  const rotas = useRotas()
  const departments = useDepartments()
  const members = useMembers().data ?? []
  const [edited, setEdited] = useState<Row | null>(null)
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? id
  const failure = rotas.error ?? departments.error
  const rows = (departments.data ?? []).map((department) => ({
    department,
    rota: rotas.data?.find((one) => one.department_id === department.id) ?? null,
  }))
  return (
    <>
      <PageTitle title={own('page.rotas')}>
        <span>{t('rota.lead')}</span>
      </PageTitle>
      {failure && (
        <ProblemNotice
          failure={failure}
          onRetry={() => {
            void rotas.refetch()
            void departments.refetch()
          }}
        />
      )}
      {(rotas.isPending || departments.isPending) && !failure && <Skeleton active />}
      {rotas.data && departments.data && (
        <Table<Row>
          aria-label={own('page.rotas')}
          size='small'
          pagination={false}
          rowKey={({ department }) => department.id}
          dataSource={rows}
          locale={{ emptyText: <Empty description={own('people.no_departments')} /> }}
          columns={[
            { title: t('rota.department'), render: (_, { department }) => department.name },
            {
              title: t('rota.today'),
              render: (_, { rota }) => (rota?.on_call_id ? nameOf(rota.on_call_id) : t('rota.head')),
            },
            {
              title: t('rota.turns'),
              render: (_, { rota }) => rota?.member_ids.map(nameOf).join(' → ') || t('rota.none'),
            },
            {
              title: t('rota.since'),
              render: (_, { rota }) =>
                rota && t('rota.since_day', { day: day(rota.starts_on), count: rota.turn_days }),
            },
            {
              title: own('people.actions'),
              render: (_, row) => (
                <Button
                  type='link'
                  size='small'
                  aria-label={t('rota.change', { name: row.department.name })}
                  onClick={() => setEdited(row)}
                >
                  {own('people.edit')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {edited && <RotaDrawer {...edited} members={members} onClose={() => setEdited(null)} />}
    </>
  )
}
