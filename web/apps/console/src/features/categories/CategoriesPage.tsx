/** What can be reported, who takes care of it and by when. */
import { PlusOutlined } from '@ant-design/icons'
import { CategoryPicture } from '@steward/ui/pictures'
import { Button, Select, Space, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useAddress } from '../../shared/address'
import { PageTitle } from '../../shared/PageTitle'
import type { Column } from '../../shared/table/columns'
import { DataTable } from '../../shared/table/DataTable'
import { sieve } from '../../shared/table/sieve'
import { useDepartments } from '../people/api/useDepartments'
import { type Category, listCategories } from './api/useCategories'
import { secondsOf } from './duration'
import { StarterCategories } from './StarterCategories'
import { useLength } from './useLength'

export default function CategoriesPage() {
  const { t } = useTranslation('categories')
  const { t: own } = useTranslation('console')
  const [, navigate] = useLocation()
  const [search, setSearch] = useAddress()
  const department = search.get('department') ?? undefined
  const withUnused = search.get('unused') === 'yes'
  const departments = useDepartments()
  const columns = useColumns((id) => departments.data?.find((one) => one.id === id)?.name ?? id)
  const fetchPage = sieve(
    listCategories(),
    (one) => (withUnused || one.active) && (!department || one.department_id === department),
  )
  return (
    <DataTable
      name={own('page.categories')}
      columns={columns}
      queryKey={['categories', 'page', department, withUnused]}
      fetchPage={fetchPage}
      rowKey={(one) => one.code}
      onOpen={(one) => navigate(`/categories/${one.code}`)}
      empty={
        <>
          <p>{t('none')}</p>
          <StarterCategories departments={departments.data ?? []} existing={[]} />
        </>
      }
      head={(exporting) => (
        <PageTitle
          title={own('page.categories')}
          extra={
            <Space>
              {exporting}
              <Link href='/categories/new'>
                <Button type='primary' icon={<PlusOutlined />}>
                  {t('add')}
                </Button>
              </Link>
            </Space>
          }
        >
          <Select
            className='filter'
            aria-label={t('department')}
            allowClear
            placeholder={own('people.all_departments')}
            value={department}
            onChange={(id) => setSearch({ department: id })}
            options={departments.data?.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Select
            className='filter'
            aria-label={t('use')}
            value={withUnused ? 'yes' : 'no'}
            onChange={(value) => setSearch({ unused: value === 'yes' ? 'yes' : undefined })}
            options={[
              { value: 'no', label: t('only_used') },
              { value: 'yes', label: t('unused_too') },
            ]}
          />
        </PageTitle>
      )}
    />
  )
}

function useColumns(departmentName: (id: string) => string): Column<Category>[] {
  const { t } = useTranslation('categories')
  const { t: ui } = useTranslation('ui')
  const length = useLength()
  const said = (iso: string | null) => (iso === null ? null : length(secondsOf(iso) ?? 0))
  return [
    {
      key: 'name',
      title: t('name'),
      value: (one) => one.name,
      render: (one) => (
        <>
          {one.icon && <CategoryPicture name={one.icon} />} {one.name}{' '}
          {!one.active && <Tag>{t('unused')}</Tag>}
          {one.emergency && <Tag color='red'>{t('emergency')}</Tag>}
          {one.common_area && <Tag color='blue'>{t('common_area')}</Tag>}
        </>
      ),
    },
    { key: 'code', title: t('code'), value: (one) => one.code },
    { key: 'kind', title: t('kind'), value: (one) => ui(`kind.${one.kind}`) },
    {
      key: 'department',
      title: t('department'),
      value: (one) => departmentName(one.department_id),
    },
    { key: 'priority', title: t('priority'), value: (one) => ui(`priority.${one.priority}`) },
    { key: 'respond', title: ui('deadline.respond'), value: (one) => said(one.sla.respond) },
    { key: 'arrive', title: ui('deadline.arrive'), value: (one) => said(one.sla.arrive) },
    { key: 'complete', title: ui('deadline.complete'), value: (one) => said(one.sla.complete) },
    { key: 'gate', title: t('gate'), value: (one) => t(`gates.${one.gate}.name`) },
    { key: 'photos', title: t('photos'), value: (one) => one.photos_required, align: 'right' },
  ]
}
