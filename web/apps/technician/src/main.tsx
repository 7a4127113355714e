import './app/app.css'
import './app/order.css'
import './app/form.css'
import { queryClient, startTexts } from '@steward/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { startOffline } from './app/offline'
import { keepAnswers } from './shared/keep'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const client = keepAnswers(queryClient())
await Promise.all([
  startOffline(client),
  startTexts('technician', {
    en: () => import('./texts/en.json'),
    'zh-CN': () => import('./texts/zh-CN.json'),
  }),
])
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
