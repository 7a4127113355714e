/** One's preferences as the form holds them, and as the API takes them: all at once. */
import type { Preferences, Wishes } from '@steward/ui/preferences/api'
import { wishesOf } from '@steward/ui/preferences/wishes'

export interface PreferencesValues {
  groups: Required<Wishes>['groups']
  is_quiet: boolean
  quiet: { starts: string; ends: string }
  is_digest: boolean
  digest_hour: number
  time_zone?: string
}

/** What is offered to who has no quiet hours yet. */
const NIGHT = { starts: '22:00', ends: '07:00' }

export function valuesOf(known: Preferences): PreferencesValues {
  const { groups, quiet_hours, digest, time_zone } = wishesOf(known)
  return {
    groups,
    is_quiet: quiet_hours !== null,
    quiet: quiet_hours ?? NIGHT,
    is_digest: known.digest.on,
    digest_hour: digest?.hour ?? known.digest.hour,
    time_zone: time_zone ?? undefined,
  }
}

export function bodyOf(values: PreferencesValues): Wishes {
  return {
    groups: values.groups,
    quiet_hours: values.is_quiet ? values.quiet : null,
    digest: { on: values.is_digest, hour: values.digest_hour },
    time_zone: values.time_zone || null,
  }
}
