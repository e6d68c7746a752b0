import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { alias } from '../scripts/alias.ts'
import { isLive } from './isLive.ts'
import { orchestratorProxy } from './orchestratorProxy.ts'

export default defineConfig(({ command }) => {
  // A static build has no server, and story tests want a world of their own: there the simulator runs in the page.
  const api = command === 'build' || process.env['VITEST'] ? 'page' : 'server'
  return {
    publicDir: false,
    plugins: [react(), api === 'server' && orchestratorProxy()],
    resolve: { alias },
    define: {
      __REACT_ACCEPTED_API__: JSON.stringify(api),
      __REACT_ACCEPTED_TESTS__: JSON.stringify(Boolean(process.env['VITEST'])),
      __REACT_ACCEPTED_LIVE__: JSON.stringify(api === 'server' && isLive()),
    },
    // Named up front: a dependency found late makes the dev server reload the page in the middle of a story.
    optimizeDeps: {
      include: [
        'react',
        'react-dom',
        'react-dom/client',
        'react/jsx-runtime',
        'react/jsx-dev-runtime',
        '@tanstack/react-query',
        '@radix-ui/react-progress',
        'react-hook-form',
        'zod/mini',
      ],
    },
  }
})
