/** The two languages. Only the one in use is loaded; each app adds its own texts as a namespace of its name. */
import { speak } from '@steward/api'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
type Loader = () => Promise<{ default: object }>
export type Texts = Record<Language, Loader>

const KEPT = 'steward-language'
const shared: Texts = {
  en: () => import('./texts/en.json'),
  'zh-CN': () => import('./texts/zh-CN.json'),
}
const namespaces = new Map<string, Texts>([['ui', shared]])

/** Load the reader's language and start; `name` is the namespace of the app's own texts. */
export async function startTexts(name: string, texts: Texts): Promise<void> {
  namespaces.set(name, texts)
  await i18next.use(initReactI18next).init({
    defaultNS: 'ui',
    ns: [...namespaces.keys()],
    resources: {},
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  })
  await changeLanguage(preferred())
}

/** Load texts that come with the pages that say them. */
export async function addTexts(name: string, texts: Texts): Promise<void> {
  namespaces.set(name, texts)
  await load(language(), name, texts)
}

async function load(language: Language, name: string, texts: Texts): Promise<void> {
  if (!i18next.hasResourceBundle(language, name))
    i18next.addResourceBundle(language, name, (await texts[language]()).default)
}

/** Show everything in this language, and remember it on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await Promise.all([...namespaces].map(([name, texts]) => load(language, name, texts)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  remember(language)
  speak(language)
}

export function language(): Language {
  return i18next.language as Language
}

function preferred(): Language {
  const kept = stored()
  if (kept) return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

// A browser may forbid storage; the language is then chosen anew each time.
function stored(): Language | undefined {
  try {
    return LANGUAGES.find((one) => one === localStorage.getItem(KEPT))
  } catch {
    return undefined
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEPT, language)
  } catch {
    // Nothing to do: see above.
  }
}
