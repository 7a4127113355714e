/** The editor of a department's rota: who takes turns in which order, how long, and who stands in on which day. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useMe } from '@steward/ui'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '../../shared/day'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import type { Department } from '../people/api/useDepartments'
import type { Member } from '../people/api/useMembers'
import { saveRota } from './api/saveRota'
import type { Rota } from './api/useRotas'
import './rotas.css'

interface Values {
  member_ids: string[]
  starts_on: string
  turn_days: number
  overrides: { on?: string; member_id?: string }[]
}

interface Shown {
  department: Department
  rota: Rota | null
  members: readonly Member[]
  onClose: () => void
}

export function RotaDrawer({ department, rota, members, onClose }: Shown) {
  const { t } = useTranslation('worktime')
  const { t: ui } = useTranslation('ui')
  const zone = useMe().data?.tenant?.time_zone ?? 'UTC'
  const people = members.filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name }))
  return (
    <FormDrawer<Values, Rota>
      title={t('rota.change', { name: department.name })}
      isOpen
      onClose={onClose}
      draft={`rota:${department.id}`}
      initial={rota ?? { member_ids: [], starts_on: today(zone), turn_days: 7, overrides: [] }}
      send={({ member_ids, starts_on, turn_days, overrides }, key) => {
        const named = overrides.flatMap(({ on, member_id }) => (on && member_id ? [{ on, member_id }] : []))
        const body = { department_id: department.id, member_ids, starts_on, turn_days, overrides: named }
        return saveRota(rota, body, key)
      }}
      refreshes={[['rotas']]}
      submit={ui('action.save')}
    >
      <Form.Item name='member_ids' label={t('rota.turns')} extra={t('rota.turns_hint')}>
        <Select mode='multiple' maxCount={50} showSearch={{ optionFilterProp: 'label' }} options={people} />
      </Form.Item>
      <div className='form-row'>
        <Form.Item name='starts_on' label={t('rota.first_day')} rules={[{ required: true }]}>
          <Input type='date' />
        </Form.Item>
        <Form.Item name='turn_days' label={t('rota.turn_days')} rules={[{ required: true }]}>
          <InputNumber min={1} max={28} precision={0} />
        </Form.Item>
      </div>
      <Overrides people={people} />
    </FormDrawer>
  )
}

/** The most that the API takes. */
const MOST = 40

function Overrides({ people }: { people: { value: string; label: string }[] }) {
  const { t } = useTranslation('worktime')
  return (
    <Form.List name='overrides'>
      {(fields, { add, remove }) => (
        <fieldset className='rows'>
          <legend>{t('rota.overrides')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className='override-row'>
              <Form.Item name={[name, 'on']} rules={[{ required: true, message: t('shift.needed') }]}>
                <Input type='date' aria-label={t('rota.override_day', { number: name + 1 })} />
              </Form.Item>
              <Form.Item name={[name, 'member_id']} rules={[{ required: true, message: t('shift.needed') }]}>
                <Select
                  aria-label={t('rota.override_member', { number: name + 1 })}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={people}
                />
              </Form.Item>
              <Button
                aria-label={t('rota.remove', { number: name + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < MOST && (
            <Button block type='dashed' icon={<PlusOutlined />} onClick={() => add({})}>
              {t('rota.add')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}
