/** The official account as the form holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { WechatAccount } from './api/useWechatAccount'

type Body = Schemas['WechatAccountIn']
export type Part = Body['fields'][string]

export interface WechatValues {
  app_id: string
  app_secret: string
  template_id: string
  fields: { name: string; shows: Part }[]
  mini_program_app_id?: string
  mini_program_page?: string
}

export const PARTS: Part[] = ['title', 'body', 'kind', 'time']
export const MOST_FIELDS = 5

/** What the form begins with; the secret is never told again. */
export function valuesOf(account: WechatAccount | null): Partial<WechatValues> {
  if (!account) return { fields: [{ name: '', shows: 'title' }] }
  const { app_id, template_id, fields } = account
  return {
    app_id,
    template_id,
    fields: Object.entries(fields).map(([name, shows]) => ({ name, shows })),
    mini_program_app_id: account.mini_program_app_id ?? undefined,
    mini_program_page: account.mini_program_page ?? undefined,
  }
}

export function bodyOf(values: WechatValues): Body {
  const { app_id, app_secret, template_id, fields } = values
  return {
    app_id: app_id.trim(),
    app_secret: app_secret.trim(),
    template_id: template_id.trim(),
    fields: Object.fromEntries(fields.map(({ name, shows }) => [name.trim(), shows])),
    mini_program_app_id: values.mini_program_app_id?.trim() || null,
    mini_program_page: values.mini_program_page?.trim() || null,
  }
}

/** Whether a name stands in more than one row: the later would take the earlier one's place. */
export function isTwice(fields: readonly ({ name?: string } | undefined)[], name: string): boolean {
  return fields.filter((one) => one?.name?.trim() === name.trim()).length > 1
}
