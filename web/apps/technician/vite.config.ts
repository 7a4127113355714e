import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { appConfig } from '../../vite.shared.ts'

export default defineConfig(
  appConfig('technician', [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png}'] },
      manifest: {
        id: '/technician/',
        name: 'Steward',
        short_name: 'Steward',
        start_url: '/technician/',
        scope: '/technician/',
        display: 'standalone',
        orientation: 'portrait',
        theme_color: '#0b5cc2',
        background_color: '#f4f5f7',
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        ],
      },
    }),
  ]),
)
