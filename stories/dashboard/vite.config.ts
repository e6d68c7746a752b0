import { fileURLToPath } from 'node:url'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { orchestratorProxy } from '../../.storybook/orchestratorProxy.ts'
import { alias } from '../../scripts/alias.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** The dashboard as a page of its own, which starts much sooner than Storybook. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: `${projectRoot}node_modules/.vite/dashboard`,
  publicDir: false,
  plugins: [react(), orchestratorProxy()],
  resolve: { alias },
  server: {
    fs: { allow: [projectRoot] },
    // Transforms the modules while the browser starts.
    warmup: { clientFiles: ['./main.tsx'] },
  },
})
