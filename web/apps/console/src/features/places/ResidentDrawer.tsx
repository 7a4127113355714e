/** Admit a resident with their units and, if they shall sign in, a name for that; or change one. */

import { useMe } from '@steward/ui'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDrawer } from '../../shared/forms/FormDrawer'
import type { Invited } from '../../shared/forms/OneTimePassword'
import { EmailField, LanguageField, PHONE, UsernameField } from '../../shared/forms/PersonFields'
import { admitResident } from './api/admitResident'
import { changeResident } from './api/changeResident'
import type { Resident } from './api/useResidents'
import { UnitPicker } from './UnitPicker'

export const RELATIONS = ['owner', 'renter', 'family'] as const
const REFRESHES = [['residents'], ['units']]

export interface ResidentValues {
  name: string
  phone: string
  email?: string
  language?: 'zh-CN' | 'en'
  unit_ids: string[]
  relation: (typeof RELATIONS)[number]
  username?: string
  is_active?: boolean
}

interface Shown {
  isOpen: boolean
  /** The one to change; absent for a new one. */
  resident?: Resident
  /** Where a new one lives, if that is known. */
  unitIds?: string[]
  onClose: () => void
  onAdmitted: (invited: Invited | null) => void
}

export function ResidentDrawer({ isOpen, resident, unitIds = [], onClose, onAdmitted }: Shown) {
  const { t } = useTranslation('console')
  const { t: ui } = useTranslation('ui')
  return (
    <FormDrawer<ResidentValues, Resident & { temporary_password?: string | null }>
      title={resident ? t('places.change', { name: resident.name }) : t('places.add_resident')}
      isOpen={isOpen}
      onClose={onClose}
      draft={`resident:${resident?.id ?? unitIds.join()}`}
      initial={resident ? valuesOf(resident) : { unit_ids: unitIds, relation: 'owner' }}
      send={(values, key) => (resident ? change(resident, values) : admit(values, key))}
      refreshes={REFRESHES}
      onDone={(answer) => onAdmitted(invitedOf(answer))}
      submit={resident ? ui('action.save') : t('places.add_resident')}
    >
      <ResidentFields isNew={!resident} />
    </FormDrawer>
  )
}

export function ResidentFields({ isNew, isPlaced = false }: { isNew: boolean; isPlaced?: boolean }) {
  const { t } = useTranslation('console')
  return (
    <>
      <Form.Item name='name' label={t('people.name')} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete='off' maxLength={200} />
      </Form.Item>
      <Form.Item
        name='phone'
        label={t('people.phone')}
        extra={t('places.phone_hint')}
        rules={[{ required: true, pattern: PHONE, message: t('people.phone_rule') }]}
      >
        <Input type='tel' autoComplete='off' placeholder='+8613800138000' />
      </Form.Item>
      {isNew && !isPlaced && (
        <Form.Item name='unit_ids' label={t('places.units')}>
          <UnitPicker />
        </Form.Item>
      )}
      {isNew && (
        <Form.Item name='relation' label={t('places.relation.label')}>
          <Select options={RELATIONS.map((value) => ({ value, label: t(`places.relation.${value}`) }))} />
        </Form.Item>
      )}
      {isNew && <SignInField />}
      <EmailField />
      <LanguageField />
      {!isNew && (
        <Form.Item
          name='is_active'
          label={t('places.may_sign_in')}
          extra={t('places.may_sign_in_hint')}
          valuePropName='checked'
        >
          <Switch />
        </Form.Item>
      )}
    </>
  )
}

function SignInField() {
  const { t } = useTranslation('console')
  const me = useMe()
  return <UsernameField slug={me.data?.tenant?.slug ?? ''} hint={t('places.sign_in_hint')} />
}

/** Sends a new resident as the API takes one. */
export function admit(values: ResidentValues, key: string) {
  const { is_active: _, ...rest } = values
  return admitResident(
    { ...rest, email: values.email?.trim() || null, username: values.username?.trim() || null },
    key,
  )
}

function change(resident: Resident, { name, phone, email, language, is_active }: ResidentValues) {
  return changeResident(resident, { name, phone, email: email?.trim() || null, language, is_active })
}

function valuesOf({ name, phone, email, language, unit_ids, relation, is_active }: Resident): ResidentValues {
  return { name, phone, email: email ?? '', language, unit_ids, relation, is_active }
}

/** What to hand over, when a sign-in was made. */
export function invitedOf(answer: Resident & { temporary_password?: string | null }): Invited | null {
  const { name, sign_in_name, temporary_password } = answer
  return sign_in_name && temporary_password ? { name, sign_in_name, temporary_password } : null
}
