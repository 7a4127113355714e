/** The first units of the first building, several at once. */
import { idempotencyKey } from '@steward/api'
import { Form, Input } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DraftForm } from '../../shared/forms/DraftForm'
import { createUnit } from '../places/api/createUnit'
import { useBuildings } from '../places/api/useBuildings'
import { unitNames } from './unit-names'

export default function UnitStep() {
  const { t } = useTranslation('console')
  const building = useBuildings().data?.at(-1)
  // One key for each name: going on after a failure makes none twice.
  const keys = useRef(new Map<string, string>())
  if (!building) return <p>{t('welcome.building_first')}</p>

  async function send({ names }: { names: string }): Promise<void> {
    if (!building) return
    for (const name of unitNames(names)) {
      const key = keys.current.get(name) ?? idempotencyKey()
      keys.current.set(name, key)
      await createUnit({ building_id: building.id, name }, key)
    }
  }

  return (
    <>
      <DraftForm<{ names: string }, void>
        draft='welcome:units'
        initial={{}}
        send={send}
        refreshes={[['units']]}
        submit={t('welcome.make_units', { building: building.name })}
      >
        <Form.Item
          name='names'
          label={t('welcome.unit_names')}
          extra={t('welcome.unit_names_hint')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input.TextArea rows={3} placeholder='101, 102, 201, 202' />
        </Form.Item>
      </DraftForm>
      <p className='form-lead'>
        <Link href='/import'>{t('welcome.import_instead')}</Link>
      </p>
    </>
  )
}
