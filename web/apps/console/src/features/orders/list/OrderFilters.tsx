/** What the table is narrowed to. Every choice changes the address, nothing else remembers it. */
import { Button, Checkbox, Input, Select, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../shared/address'
import { useCategories, useCommunities, useDepartments, useMembers } from '../../../shared/names/useNames'
import { ALL_STATES } from '../../../shared/orders/order'
import { FILTERS, type Filter } from '../api/list'
import './filters.css'

// A calendar weighs as much as the rest of the page: it comes after the orders.
const DayFilter = lazy(() => import('./DayFilter'))

export function OrderFilters() {
  const { t } = useTranslation('console')
  const { t: shared } = useTranslation('ui')
  const [search, change] = useAddress()
  const isNarrowed = FILTERS.some((name) => search.get(name))
  const states = ALL_STATES.map((status) => ({ value: status, label: shared(`status.${status}`) }))
  return (
    <search className='filters'>
      <WordFilter key={search.get('q')} />
      <Select
        mode='multiple'
        className='filter-wide'
        aria-label={t('orders.filter.status')}
        placeholder={t('orders.filter.status')}
        maxTagCount='responsive'
        options={states}
        value={search.get('status')?.split(',') ?? []}
        onChange={(chosen) => change({ status: chosen.join(',') })}
      />
      <NameFilter name='department' rows={useDepartments()} />
      <NameFilter name='community' rows={useCommunities()} />
      <NameFilter name='category' rows={useCategories().map(({ code, name }) => ({ id: code, name }))} />
      <NameFilter name='assignee' rows={useMembers()} />
      <Suspense fallback={<span className='filter-wide' />}>
        <DayFilter />
      </Suspense>
      <Checkbox
        checked={search.get('late') === 'true'}
        onChange={(event) => change({ late: event.target.checked ? 'true' : undefined })}
      >
        {t('orders.filter.late')}
      </Checkbox>
      {search.get('unit') && (
        <Tag closable onClose={() => change({ unit: undefined })}>
          {t('orders.filter.unit')}
        </Tag>
      )}
      {isNarrowed && (
        <Button
          type='link'
          onClick={() => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
        >
          {t('orders.filter.clear')}
        </Button>
      )}
    </search>
  )
}

/** Sent when the person has finished: Enter, the button, or the field's cross. */
function WordFilter() {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const [typed, setTyped] = useState(search.get('q') ?? '')
  return (
    <Input.Search
      allowClear
      className='filter-wide'
      aria-label={t('orders.filter.q')}
      placeholder={t('orders.filter.q')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(wish) => change({ q: wish.trim() })}
    />
  )
}

function NameFilter({ name, rows }: { name: Filter; rows: { id: string; name: string }[] }) {
  const { t } = useTranslation('console')
  const [search, change] = useAddress()
  const label = t(`orders.filter.${name}`)
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className='filter'
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={label}
      options={rows.map((row) => ({ value: row.id, label: row.name }))}
      value={search.get(name)}
      onChange={(chosen) => change({ [name]: chosen ?? undefined })}
    />
  )
}
