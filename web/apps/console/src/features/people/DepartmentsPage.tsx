/** The parts of the company as a tree: what each does, who heads it, who is in it. */
import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Skeleton, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { PageTitle } from '../../shared/PageTitle'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { ExportButton } from '../../shared/table/ExportButton'
import { type Department, useDepartments } from './api/useDepartments'
import { useMembers } from './api/useMembers'
import { DepartmentDrawer } from './DepartmentDrawer'
import { type Branch, treeOf } from './roles'

type Target = { department: Department } | { parent_id: string | null }

interface Row {
  department: Department
  children?: Row[]
}

export default function DepartmentsPage() {
  const { t } = useTranslation('console')
  const departments = useDepartments()
  const members = useMembers()
  const [target, setTarget] = useState<Target | null>(null)
  const known = departments.data ?? []
  const nameOf = (id: string) => members.data?.find((one) => one.id === id)?.name ?? id
  const countIn = (id: string) =>
    (members.data ?? []).filter((one) => one.is_active && one.department_ids.includes(id)).length
  const cells = (one: Department) => [
    one.name,
    t(`people.kind.${one.kind}`),
    known.find((other) => other.id === one.parent_id)?.name ?? '',
    one.head_ids.map(nameOf).join('; '),
    countIn(one.id),
  ]

  return (
    <>
      <PageTitle
        title={t('people.departments')}
        extra={
          <Space>
            <ExportButton
              name={t('people.departments')}
              heads={[
                t('people.department_name'),
                t('people.kind_label'),
                t('people.parent'),
                t('people.heads'),
                t('people.members'),
              ]}
              gather={async () => known.map(cells)}
            />
            <Button type='primary' icon={<PlusOutlined />} onClick={() => setTarget({ parent_id: null })}>
              {t('people.add_department')}
            </Button>
          </Space>
        }
      />
      {departments.isError && (
        <ProblemNotice failure={departments.error} onRetry={() => void departments.refetch()} />
      )}
      {departments.isPending && <Skeleton active />}
      {departments.isSuccess && (
        <Table<Row>
          aria-label={t('people.departments')}
          size='small'
          pagination={false}
          rowKey={({ department }) => department.id}
          dataSource={treeOf(known).map(rowOf)}
          expandable={{ defaultExpandAllRows: true }}
          locale={{
            emptyText: <Empty image={<ApartmentOutlined />} description={t('people.no_departments')} />,
          }}
          columns={[
            { title: t('people.department_name'), render: (_, { department }) => department.name },
            {
              title: t('people.kind_label'),
              render: (_, { department }) => (
                <>
                  <Tag>{t(`people.kind.${department.kind}`)}</Tag>
                  <Typography.Text type='secondary'>
                    {t(`people.kind_meaning.${department.kind}`)}
                  </Typography.Text>
                </>
              ),
            },
            {
              title: t('people.heads'),
              render: (_, { department }) =>
                department.head_ids.map(nameOf).join(', ') || (
                  <Typography.Text type='secondary'>{t('people.no_head')}</Typography.Text>
                ),
            },
            {
              title: t('people.members'),
              align: 'right',
              render: (_, { department }) => (
                <Link href={`/members?department=${department.id}`}>{countIn(department.id)}</Link>
              ),
            },
            {
              title: t('people.actions'),
              render: (_, { department }) => (
                <Space size={0}>
                  <Button
                    type='link'
                    size='small'
                    aria-label={t('people.change', { name: department.name })}
                    onClick={() => setTarget({ department })}
                  >
                    {t('people.edit')}
                  </Button>
                  <Button
                    type='link'
                    size='small'
                    aria-label={t('people.add_below_of', { name: department.name })}
                    onClick={() => setTarget({ parent_id: department.id })}
                  >
                    {t('people.add_below')}
                  </Button>
                </Space>
              ),
            },
          ]}
        />
      )}
      <DepartmentDrawer
        target={target}
        departments={known}
        members={members.data ?? []}
        onClose={() => setTarget(null)}
      />
    </>
  )
}

function rowOf({ department, children }: Branch): Row {
  return children.length > 0 ? { department, children: children.map(rowOf) } : { department }
}
