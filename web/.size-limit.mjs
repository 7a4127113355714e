// The JavaScript of each app's first screen, as Vite's manifest tells it: the entry, what it imports, the page that is
// shown first with what that imports, and one language. Gzip, as browsers get it.
import { existsSync, readFileSync } from 'node:fs'

/** The budgets of decision 0022, and the page that opens first where it is a lazy one. */
const FIRST = {
  technician: { pages: [], limit: '150 KB' },
  resident: { pages: [], limit: '150 KB' },
  console: { pages: ['src/features/board/BoardPage.tsx'], limit: '300 KB' },
}

function files(app, pages) {
  const manifest = JSON.parse(readFileSync(`dist/${app}/.vite/manifest.json`, 'utf8'))
  const found = new Set()
  const follow = (key) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`${app}: ${key} is not in the manifest`)
    if (found.has(chunk.file)) return
    if (chunk.file.endsWith('.js')) found.add(chunk.file)
    for (const next of chunk.imports ?? []) follow(next)
  }
  follow('index.html')
  pages.forEach(follow)
  for (const key of Object.keys(manifest)) if (key.endsWith('texts/zh-CN.json')) follow(key)
  return [...found].map((file) => `dist/${app}/${file}`)
}

export default Object.entries(FIRST)
  .filter(([app]) => existsSync(`dist/${app}`))
  .map(([app, { pages, limit }]) => ({ name: app, path: files(app, pages), limit, gzip: true }))
