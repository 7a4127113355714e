/** A notice as its form holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import { localOf, momentOf } from '../../shared/local-time'
import type { Notice } from './api/notices'

export type Kind = Notice['kind']
export type Channel = Notice['channels'][number]
export type Words = Schemas['NoticeIn']['words']
type Said = Partial<Record<'title' | 'body', string>>

export const KINDS: Kind[] = ['safety', 'outage', 'repair', 'general']
export const CHANNELS: Channel[] = ['sms', 'wechat', 'email', 'web_push']
export const LANGUAGES = ['zh-CN', 'en'] as const
/** Kinds that everybody hears of: nobody is left out for what they owe. */
export const REACHES_ALL: Kind[] = ['safety', 'outage']

export interface NoticeValues {
  kind: Kind
  words: Partial<Record<(typeof LANGUAGES)[number], Said>>
  is_company: boolean
  /** Ids of communities, buildings and units. */
  places: string[]
  payers: Notice['payers']
  channels: Channel[]
  /** On the clocks of the company. */
  starts_at?: string
  ends_at?: string
}

/** The ways that a kind usually goes: a text message costs, so not for what can wait. */
export function usual(kind: Kind): Channel[] {
  return kind === 'general' ? ['wechat', 'email', 'web_push'] : CHANNELS
}

export const FRESH: NoticeValues = {
  kind: 'outage',
  words: {},
  is_company: false,
  places: [],
  payers: 'everyone',
  channels: usual('outage'),
}

export function valuesOf(notice: Notice, zone: string): NoticeValues {
  const { kind, words, scope, payers, channels, starts_at, ends_at } = notice
  return {
    kind,
    words,
    is_company: scope.company,
    places: [...scope.community_ids, ...scope.building_ids, ...scope.unit_ids],
    payers,
    channels,
    starts_at: starts_at ? localOf(starts_at, zone) : undefined,
    ends_at: ends_at ? localOf(ends_at, zone) : undefined,
  }
}

/** What is said in each language that anything is said in. */
export function wordsOf(words: NoticeValues['words']): Words {
  const said = LANGUAGES.flatMap((language) => {
    const title = words[language]?.title?.trim() ?? ''
    const body = words[language]?.body?.trim() ?? ''
    return title || body ? [[language, { title, body }]] : []
  })
  return Object.fromEntries(said)
}

export function windowOf({ starts_at, ends_at }: Pick<NoticeValues, 'starts_at' | 'ends_at'>, zone: string) {
  return {
    starts_at: starts_at ? momentOf(starts_at, zone) : null,
    ends_at: ends_at ? momentOf(ends_at, zone) : null,
  }
}

export function bodyOf(values: NoticeValues, zone: string): Schemas['NoticeIn'] {
  const of = (prefix: string) => values.places.filter((id) => id.startsWith(prefix))
  return {
    kind: values.kind,
    words: wordsOf(values.words),
    scope: values.is_company
      ? { company: true }
      : { community_ids: of('cm_'), building_ids: of('bd_'), unit_ids: of('un_') },
    payers: REACHES_ALL.includes(values.kind) ? 'everyone' : values.payers,
    channels: values.channels,
    ...windowOf(values, zone),
  }
}
