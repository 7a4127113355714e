import { queryClient, startTexts } from '@steward/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startTexts('resident', {
  en: () => import('./texts/en.json'),
  'zh-CN': () => import('./texts/zh-CN.json'),
})
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
