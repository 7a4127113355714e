/** A template as its editor holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { Template } from './api/useTemplate'

export const PARTS = ['title', 'body', 'sms'] as const
export type Part = (typeof PARTS)[number]

/** Whether a refusal's path is one of the fields. */
export function isPart(path: (string | number)[]): boolean {
  return path.length === 1 && PARTS.some((one) => one === path[0])
}

/** The API's own limits of what is written; what comes of it is limited as well, and the preview says so. */
export const LONGEST: Record<Part, number> = { title: 300, body: 2000, sms: 500 }

export interface TemplateValues {
  title: string
  body: string
  sms?: string
}

/** Who is shown reading: the words may differ for residents, and in an emergency. */
export interface Reader {
  is_resident: boolean
  is_emergency: boolean
}

export function valuesOf({ title, body, sms }: Template): TemplateValues {
  return { title, body, sms: sms ?? undefined }
}

/** An empty text message is the built-in one. */
export function bodyOf({ title, body, sms }: TemplateValues): Schemas['TemplateIn'] {
  return { title, body, sms: sms?.trim() ? sms : null }
}

/** What to ask a preview of; null while a part is missing that has to be there. */
export function draftOf(
  values: Partial<TemplateValues> | undefined,
  reader: Reader,
  variables: readonly { name: string }[],
): Schemas['PreviewIn'] | null {
  const { title, body, sms } = values ?? {}
  if (!title?.trim() || !body?.trim()) return null
  const known = Object.entries(reader).filter(([name]) => variables.some((one) => one.name === name))
  return { ...bodyOf({ title, body, sms }), facts: Object.fromEntries(known) }
}
