import { defineConfig } from 'vite'
import { phoneAppConfig } from '../../vite.shared.ts'

export default defineConfig(
  phoneAppConfig('technician', {
    name: 'Steward',
    orientation: 'portrait',
    theme_color: '#0b5cc2',
    background_color: '#f4f5f7',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    ],
  }),
)
