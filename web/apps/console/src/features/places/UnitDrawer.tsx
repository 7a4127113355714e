/** The people of one unit: who they are, how to reach them, who may sign in. */
import { UserAddOutlined } from '@ant-design/icons'
import { Button, Drawer, Empty, List, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Invited, OneTimePassword } from '../../shared/forms/OneTimePassword'
import { ProblemNotice } from '../../shared/ProblemNotice'
import { type Resident, useResidents } from './api/useResidents'
import type { Unit } from './api/useUnits'
import { ResidentDrawer } from './ResidentDrawer'

interface Shown {
  unit: Unit | null
  mayManage: boolean
  onClose: () => void
}

export function UnitDrawer({ unit, mayManage, onClose }: Shown) {
  return (
    <Drawer title={unit?.name} open={unit !== null} onClose={onClose} size={520} destroyOnHidden>
      {unit && <UnitPeople unit={unit} mayManage={mayManage} />}
    </Drawer>
  )
}

function UnitPeople({ unit, mayManage }: { unit: Unit; mayManage: boolean }) {
  const { t } = useTranslation('console')
  const residents = useResidents(unit.id)
  const [editing, setEditing] = useState<Resident | 'new' | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  return (
    <>
      {mayManage && (
        <Button icon={<UserAddOutlined />} onClick={() => setEditing('new')}>
          {t('places.add_resident')}
        </Button>
      )}
      {residents.isError && (
        <ProblemNotice failure={residents.error} onRetry={() => void residents.refetch()} />
      )}
      {residents.isPending && <Skeleton active />}
      {residents.data?.length === 0 && <Empty description={t('places.no_residents')} />}
      <List
        dataSource={residents.data ?? []}
        renderItem={(one) => (
          <List.Item
            actions={
              mayManage
                ? [
                    <Button key='change' type='link' size='small' onClick={() => setEditing(one)}>
                      {t('people.edit')}
                    </Button>,
                  ]
                : []
            }
          >
            <List.Item.Meta
              title={
                <>
                  {one.name} <Tag>{t(`places.relation.${one.relation}`)}</Tag>
                  {unit.contact_id === one.id && <Tag color='blue'>{t('places.contact')}</Tag>}
                </>
              }
              description={
                <>
                  <a href={`tel:${one.phone}`}>{one.phone}</a> {one.sign_in_name ?? t('places.no_sign_in')}
                </>
              }
            />
          </List.Item>
        )}
      />
      <ResidentDrawer
        isOpen={editing !== null}
        resident={editing === 'new' ? undefined : (editing ?? undefined)}
        unitIds={[unit.id]}
        onClose={() => setEditing(null)}
        onAdmitted={setInvited}
      />
      <OneTimePassword invited={invited} onClose={() => setInvited(null)} />
    </>
  )
}
