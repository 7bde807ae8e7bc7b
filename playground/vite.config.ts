import { msw } from 'msw/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: './', // the built page works from any folder
  plugins: [msw({ mode: 'worker-only' })],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023' },
})
