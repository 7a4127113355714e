import './shared/resident.css'
import { session } from '@steward/api'
import { queryClient, startTexts } from '@steward/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { openOffline } from './app/open-offline'
import { forgetAnswers, KEPT_MS } from './shared/answers'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startTexts('resident', {
  en: () => import('./texts/en.json'),
  'zh-CN': () => import('./texts/zh-CN.json'),
})
const client = queryClient()
const defaults = client.getDefaultOptions()
client.setDefaultOptions({ ...defaults, queries: { ...defaults.queries, gcTime: KEPT_MS } })
session.onChange(async () => {
  if (!(await session.current())) await forgetAnswers()
})
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
openOffline()
