/** What was read, as it is sent back: all of it, with what somebody changed. */
import type { Preferences, Wishes } from './api'

/** What may reach a person; the company's group chats are nobody's own. */
export const CHANNELS = ['email', 'sms', 'web_push', 'wechat'] as const
export type Channel = (typeof CHANNELS)[number]
export type Group = Preferences['groups'][number]['group']

export function wishesOf({ groups, quiet_hours, digest, time_zone }: Preferences): Required<Wishes> {
  return {
    groups: Object.fromEntries(groups.map(({ group, channels }) => [group, channels])),
    quiet_hours,
    digest,
    time_zone,
  }
}

/** The same with one kind of news allowed on a way, or not. */
export function allowing<Given extends Wishes>(
  wishes: Given,
  group: Group,
  channel: Channel,
  is: boolean,
): Given {
  return {
    ...wishes,
    groups: { ...wishes.groups, [group]: { ...wishes.groups?.[group], [channel]: is } },
  }
}
