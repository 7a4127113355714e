/** A page that brings texts of its own along: what only some pages say is not loaded with the first one. */
import { addTexts } from '@steward/ui'
import { type ComponentType, lazy } from 'react'

type Room =
  | 'audit'
  | 'billing'
  | 'boards'
  | 'categories'
  | 'company'
  | 'digest'
  | 'figures'
  | 'messages'
  | 'notices'
  | 'order'
  | 'surveys'
  | 'worktime'
type Module<Props> = { default: ComponentType<Props> }

const FILES = import.meta.glob<{ default: object }>('../texts/*/*.json')

export function pageWith<Props = object>(rooms: Room | Room[], page: () => Promise<Module<Props>>) {
  const texts = [rooms].flat()
  return lazy(
    async () => (await Promise.all([page(), ...texts.map((room) => addTexts(room, textsOf(room)))]))[0],
  )
}

function textsOf(room: Room) {
  const loader = (language: string) =>
    FILES[`../texts/${room}/${language}.json`] as () => Promise<{ default: object }>
  return { en: loader('en'), 'zh-CN': loader('zh-CN') }
}
