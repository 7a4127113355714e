// The JavaScript of each app's first screen, as Vite's manifest tells it: the entry, what it imports, the page that is
// shown first with what that imports, and one language. Gzip, as browsers get it.
import { existsSync, readFileSync } from 'node:fs'

/** The lazy page that opens first, and the budget that issue and decision 0022 set. */
const FIRST = {
  technician: { page: 'src/features/orders/TodayPage.tsx', limit: '150 KB' },
  resident: { page: 'src/features/home/HomePage.tsx', limit: '150 KB' },
  console: { page: 'src/features/board/BoardPage.tsx', limit: '300 KB' },
}

function files(app, page) {
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
  follow(page)
  for (const key of Object.keys(manifest)) if (key.endsWith('texts/zh-CN.json')) follow(key)
  return [...found].map((file) => `dist/${app}/${file}`)
}

export default Object.entries(FIRST)
  .filter(([app]) => existsSync(`dist/${app}`))
  .map(([app, { page, limit }]) => ({ name: app, path: files(app, page), limit, gzip: true }))
