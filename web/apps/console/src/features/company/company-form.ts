/** The company's policies as the form holds them, and as the API takes them. */
import type { Schemas } from '@steward/api'
import { fromMinor, toMinor } from '../../shared/money/minor'
import type { Tenant } from './api/useTenant'

export interface CompanyValues {
  name: string
  /** As typed, in the company's currency. */
  threshold: string
  grace_days: number
  geofence_radius_m: number
  accuracy_limit_m: number
  skew_limit_s: number
  photo_max_mb: number
  calendar_id?: string
  instructions: { 'zh-CN'?: string; en?: string }
}

const MEGABYTE = 1_000_000

export function valuesOf({ name, currency, policies, payment_instructions }: Tenant): CompanyValues {
  const { geofence_radius_m, accuracy_limit_m, skew_limit_s } = policies
  return {
    name,
    threshold: fromMinor(policies.gate.threshold, currency),
    grace_days: policies.gate.grace_days,
    geofence_radius_m,
    accuracy_limit_m,
    skew_limit_s,
    photo_max_mb: policies.photo_max_bytes / MEGABYTE,
    calendar_id: policies.calendar_id ?? undefined,
    instructions: payment_instructions ?? {},
  }
}

export function patchOf(values: CompanyValues, currency: string): Schemas['TenantPatch'] {
  const { geofence_radius_m, accuracy_limit_m, skew_limit_s, grace_days } = values
  return {
    name: values.name,
    payment_instructions: instructionsOf(values),
    policies: {
      gate: { threshold: toMinor(values.threshold, currency) ?? undefined, grace_days },
      geofence_radius_m,
      accuracy_limit_m,
      skew_limit_s,
      photo_max_bytes: Math.round(values.photo_max_mb * MEGABYTE),
      calendar_id: values.calendar_id ?? null,
    },
  }
}

/** Both languages or none: a resident of the other one would be told nothing. */
export function instructionsOf({ instructions }: Pick<CompanyValues, 'instructions'>) {
  const [zh, en] = [instructions['zh-CN']?.trim(), instructions.en?.trim()]
  if (!zh && !en) return null
  return { 'zh-CN': zh || en || '', en: en || zh || '' }
}
