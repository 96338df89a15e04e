import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('src/web', import.meta.url))
const outDir = fileURLToPath(new URL('dist/web', import.meta.url))

export default defineConfig({
  root,
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'chrome100',
    // Read by bench/page-size.ts.
    manifest: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8188' } },
})
