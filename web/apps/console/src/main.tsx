import { queryClient, startTexts } from '@steward/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { App } from './app/App'
import './app/console.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startTexts('console', {
  en: () => import('./texts/en.json'),
  'zh-CN': () => import('./texts/zh-CN.json'),
})
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient()}>
      <Router base='/console'>
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
)
