/** What the three apps are built with: one base path each, hashed files, and no source maps for the public. */
import react from '@vitejs/plugin-react'
import type { PluginOption, UserConfig } from 'vite'

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
