/** The first resident, in one of the first building's units. */
import { useQueryClient } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftForm } from '../../shared/forms/DraftForm'
import { type Invited, OneTimePassword } from '../../shared/forms/OneTimePassword'
import { useUnits } from '../places/api/useUnits'
import { admit, invitedOf, ResidentFields, type ResidentValues } from '../places/ResidentDrawer'

type Values = ResidentValues & { unit_id: string }

export default function ResidentStep() {
  const { t } = useTranslation('console')
  const client = useQueryClient()
  const units = useUnits()
  const [invited, setInvited] = useState<Invited | null>(null)

  function finish(): void {
    setInvited(null)
    void client.invalidateQueries({ queryKey: ['residents'] })
    void client.invalidateQueries({ queryKey: ['units'] })
  }

  if (!units.data) return null
  if (units.data.length === 0) return <p>{t('welcome.unit_first')}</p>
  return (
    <>
      <DraftForm<Values, Awaited<ReturnType<typeof admit>>>
        draft='welcome:resident'
        initial={{ unit_id: units.data.at(-1)?.id, relation: 'owner' }}
        send={({ unit_id, ...values }, key) => admit({ ...values, unit_ids: [unit_id] }, key)}
        // Read anew once the password has been handed over: else the next step would hide it.
        refreshes={[]}
        onDone={(answer) => {
          const told = invitedOf(answer)
          if (told) setInvited(told)
          else finish()
        }}
        submit={t('places.add_resident')}
      >
        <Form.Item name='unit_id' label={t('welcome.unit')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={units.data.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <ResidentFields isNew isPlaced />
      </DraftForm>
      <OneTimePassword invited={invited} onClose={finish} />
    </>
  )
}
