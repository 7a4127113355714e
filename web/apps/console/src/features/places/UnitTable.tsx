/** The units of a building: added one after the other by keyboard, each with its people and its account. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Form, Input, type InputRef, Space, Table } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDecision } from '../../shared/forms/decision'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { useCan } from '../../shared/rights'
import { ExportButton } from '../../shared/table/ExportButton'
import { changeUnit } from './api/changeUnit'
import { createUnit } from './api/createUnit'
import type { Building } from './api/useBuildings'
import { type Unit, useUnits } from './api/useUnits'
import { NameDrawer } from './NameDrawer'
import { UnitDrawer } from './UnitDrawer'

export function UnitTable({ building, mayManage }: { building: Building; mayManage: boolean }) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  const can = useCan()
  const units = useUnits(building.id)
  const [renaming, setRenaming] = useState<Unit | null>(null)
  const [opened, setOpened] = useState<Unit | null>(null)
  const shown = units.data?.find((one) => one.id === opened?.id) ?? opened
  return (
    <>
      <header className='page-title'>
        <h3>{t('places.units')}</h3>
        {mayManage && <QuickAdd buildingId={building.id} />}
        <span className='stretch' />
        <ExportButton
          name={`${building.name}-${t('places.units')}`}
          heads={[t('places.unit_name'), t('places.residents')]}
          gather={async () => (units.data ?? []).map((one) => [one.name, one.resident_ids.length])}
        />
      </header>
      {units.isError && <ProblemNotice failure={units.error} onRetry={() => void units.refetch()} />}
      <Table<Unit>
        aria-label={t('places.units')}
        size='small'
        showSorterTooltip={false}
        rowKey='id'
        loading={units.isPending}
        dataSource={units.data}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: units.isPending ? ' ' : <Empty description={t('places.no_units')} /> }}
        columns={[
          {
            title: t('places.unit_name'),
            sorter: (one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }),
            defaultSortOrder: 'ascend',
            render: (_, one) => one.name,
          },
          {
            title: t('places.residents'),
            align: 'right',
            render: (_, one) => one.resident_ids.length || t('places.nobody'),
          },
          {
            title: t('people.actions'),
            render: (_, one) => (
              <Space size={0}>
                <Button
                  type='link'
                  size='small'
                  aria-label={t('places.people_of', { name: one.name })}
                  onClick={() => setOpened(one)}
                >
                  {t('places.people')}
                </Button>
                {can('account.read') && (
                  <Link href={`/accounts/${one.id}`} className='ant-btn-link'>
                    {t('places.account')}
                  </Link>
                )}
                {mayManage && (
                  <Button
                    type='link'
                    size='small'
                    aria-label={t('places.rename_of', { name: one.name })}
                    onClick={() => setRenaming(one)}
                  >
                    {t('places.rename')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      <NameDrawer
        title={renaming ? t('places.rename_of', { name: renaming.name }) : ''}
        label={t('places.unit_name')}
        submit={ui('action.save')}
        isOpen={renaming !== null}
        draft={`unit:${renaming?.id}`}
        name={renaming?.name}
        send={async (name) => renaming && changeUnit(renaming, { name })}
        refreshes={[['units']]}
        onClose={() => setRenaming(null)}
      />
      <UnitDrawer unit={shown} mayManage={mayManage} onClose={() => setOpened(null)} />
    </>
  )
}

/** Type a name, Enter, the next name. */
function QuickAdd({ buildingId }: { buildingId: string }) {
  const { t } = useTranslation('console')
  const client = useQueryClient()
  const key = useDecision()
  const [name, setName] = useState('')
  const input = useRef<InputRef>(null)
  const adding = useMutation({
    mutationFn: (wanted: string) =>
      createUnit({ building_id: buildingId, name: wanted }, key.keyFor([buildingId, wanted])),
    onSuccess: async () => {
      key.settle()
      setName('')
      await client.invalidateQueries({ queryKey: ['units'] })
      input.current?.focus()
    },
  })
  return (
    <Form layout='inline' onFinish={() => name.trim() && adding.mutate(name.trim())}>
      <Space.Compact>
        <Input
          ref={input}
          aria-label={t('places.new_unit')}
          placeholder={t('places.unit_example')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType='submit' loading={adding.isPending}>
          {t('places.add_unit')}
        </Button>
      </Space.Compact>
      {adding.isError && <ProblemNotice failure={adding.error} />}
    </Form>
  )
}
