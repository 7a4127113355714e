import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { appConfig } from '../../vite.shared.ts'

export default defineConfig(
  appConfig('resident', [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png}'] },
      manifest: {
        id: '/resident/',
        name: 'Steward 住户服务',
        short_name: 'Steward',
        start_url: '/resident/',
        scope: '/resident/',
        display: 'standalone',
        theme_color: '#0f6255',
        background_color: '#f6f4ef',
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
        ],
      },
    }),
  ]),
)
