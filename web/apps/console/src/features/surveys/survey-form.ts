/** A survey template as its editor holds it, and as the API takes it. */
import type { Schemas } from '@steward/api'
import type { SurveyTemplate } from './api/useSurveyTemplates'

export interface Both {
  'zh-CN'?: string
  en?: string
}

/** A question or a tag. Answers name it by its code, so that it keeps it for good; a new one has none yet. */
export interface PhraseValues extends Both {
  code?: string
}

export interface SurveyValues {
  code: string
  name: string
  questions: PhraseValues[]
  tags: PhraseValues[]
  takes_text: boolean
  script: Both
}

export const FRESH: Partial<SurveyValues> = { questions: [], tags: [], takes_text: true, script: {} }

export function valuesOf({ questions, tags, script, ...rest }: SurveyTemplate): SurveyValues {
  const shown = ({ code, texts }: Schemas['PhraseOut']): PhraseValues => ({ code, ...texts })
  return { ...rest, questions: questions.map(shown), tags: tags.map(shown), script: script ?? {} }
}

export function bodyOf(values: SurveyValues): Schemas['SurveyTemplateIn'] {
  return {
    code: values.code,
    name: values.name,
    questions: phrasesOf(values.questions, 'q'),
    tags: phrasesOf(values.tags, 't'),
    takes_text: values.takes_text,
    script: inBoth(values.script),
  }
}

/** What has words, with codes: a new one gets the first number that is free. */
function phrasesOf(rows: readonly PhraseValues[], letter: string): Schemas['PhraseIn'][] {
  const taken = new Set(rows.flatMap(({ code }) => code ?? []))
  return rows.flatMap((row) => {
    const texts = inBoth(row)
    if (!texts) return []
    const code = row.code ?? free(letter, taken)
    taken.add(code)
    return [{ code, texts }]
  })
}

function free(letter: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const code = `${letter}${number}`
    if (!taken.has(code)) return code
  }
}

/** Both languages or none: what one lacks is said as in the other. */
function inBoth(texts: Both): { 'zh-CN': string; en: string } | null {
  const [zh, en] = [texts['zh-CN']?.trim(), texts.en?.trim()]
  if (!zh && !en) return null
  return { 'zh-CN': zh || en || '', en: en || zh || '' }
}
