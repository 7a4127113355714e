import { defineConfig } from 'vite'
import { phoneAppConfig } from '../../vite.shared.ts'

export default defineConfig(
  phoneAppConfig('resident', {
    name: 'Steward 住户服务',
    theme_color: '#0f6255',
    background_color: '#f6f4ef',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    ],
  }),
)
