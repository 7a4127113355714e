/** An entry's changes as lines to read: fields and what ids stand for in words, amounts as money. */
import { money, useMe } from '@steward/ui'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../shared/names/useNames'
import type { Role } from '../people/roles'
import type { AuditEntry } from './api/listAudit'
import { type Changed, changesOf } from './changes'

const FIELDS = [
  'name',
  'phone',
  'email',
  'language',
  'roles',
  'assignments',
  'department_ids',
  'department_id',
  'parent_id',
  'head_ids',
  'location',
  'geofence_radius_m',
  'is_active',
  'policies',
  'payment_instructions',
  'names',
  'gate',
  'sla',
  'ladder',
  'priority',
  'photos_required',
  'photo_originals',
  'icon',
  'amount',
  'reason',
  'unit_id',
] as const

export function useChangeWords(): (entry: AuditEntry) => string[] {
  const { t } = useTranslation('audit')
  const { t: own } = useTranslation('console')
  const currency = useMe().data?.tenant?.currency ?? 'CNY'
  const { department, member, community } = useNames()
  const named = (text: string) =>
    text.replaceAll(ID, (id) => department(id) || member(id) || community(id) || id)

  function labelled(field: string): string {
    const known = FIELDS.find((one) => one === field)
    return known ? t(`field.${known}`) : field
  }

  /** A role with its department, a step of a ladder, or whatever else stands in a list. */
  function told(value: unknown): string {
    if (value === null || value === undefined || value === '') return t('nothing')
    if (Array.isArray(value)) return value.map(told).join(', ') || t('nothing')
    if (typeof value !== 'object') return named(String(value))
    const { role, department_id: place } = value as { role?: Role; department_id?: string | null }
    if (!role) return named(JSON.stringify(value))
    const name = own(`people.role.${role}`)
    return place ? own('people.role_in', { role: name, department: named(place) }) : name
  }

  function line({ path, from, to, isHidden }: Changed): string {
    const field = path.map(labelled).join(' · ')
    if (isHidden) return t('hidden', { field })
    if (path[0] === 'amount' && typeof to === 'number')
      return t('said', { field, to: money({ amount: to, currency }) })
    if (from === undefined) return t('said', { field, to: told(to) })
    return t('from_to', { field, from: told(from), to: told(to) })
  }

  // The currency is said with the amount.
  return ({ data: { currency: _, ...data } }) => changesOf(data).map(line)
}

/** Of a department, a member or a community. */
const ID = /\b(?:dp|mb|cm)_[0-9A-Z]{26}\b/g
