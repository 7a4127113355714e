/** What the three apps are built with: one base path each, hashed files, and no source maps for the public. */
import react from '@vitejs/plugin-react'
import type { PluginOption, UserConfig } from 'vite'
import { type ManifestOptions, VitePWA } from 'vite-plugin-pwa'

export function appConfig(name: string, plugins: PluginOption[] = []): UserConfig {
  // `make run` serves everything on one origin; `npm run dev` borrows that server's API, sign-in and configuration.
  const server = process.env.WEB_URL ?? 'http://127.0.0.1:8080'
  const forwarded = {
    ...Object.fromEntries(['/v1', '/cognito', '/config.json'].map((path) => [path, server])),
    '/live': { target: server, ws: true },
  }
  return {
    base: `/${name}/`,
    plugins: [react(), ...plugins],
    build: {
      outDir: `../../dist/${name}`,
      emptyOutDir: true,
      manifest: true,
      sourcemap: false,
      target: 'es2022',
    },
    server: { proxy: forwarded },
  }
}

/** An app for phones: installable, its files kept by a service worker of its own. */
export function phoneAppConfig(app: string, look: Partial<ManifestOptions>): UserConfig {
  const home = `/${app}/`
  return appConfig(app, [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'worker.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png}'] },
      manifest: {
        id: home,
        short_name: 'Steward',
        start_url: home,
        scope: home,
        display: 'standalone',
        ...look,
      },
    }),
  ])
}
