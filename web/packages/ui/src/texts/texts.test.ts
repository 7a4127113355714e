/** Both languages say the same things, with the same places for values. The compiler sees only the English keys. */
import { expect, test } from 'vitest'

type Texts = { [key: string]: string | Texts }
const files = import.meta.glob<Texts>('../../../../{packages,apps}/*/src/texts/**/*.json', {
  eager: true,
  import: 'default',
})

function flat(texts: Texts, above = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flat(value, `${above}${key}.`),
  )
}

const places = (text: string) => [...text.matchAll(/\{\{\s*\w+\s*\}\}/g)].map((match) => match[0]).sort()

test('there are texts of a package, of three apps and of the rooms of the console', () => {
  expect(Object.keys(files).length).toBeGreaterThan(12)
})

test.each(Object.keys(files).filter((path) => path.endsWith('/en.json')))('%s', (path) => {
  const english = flat(files[path] ?? {})
  const chinese = new Map(flat(files[path.replace('en.json', 'zh-CN.json')] ?? {}))
  expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort())
  for (const [key, text] of english) {
    expect(text, key).not.toBe('')
    expect(places(chinese.get(key) ?? ''), key).toEqual(places(text))
  }
})
