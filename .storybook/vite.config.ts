import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { alias } from '../scripts/alias.ts'
import { orchestratorProxy } from './orchestratorProxy.ts'
import { propTables } from './propTables.ts'
import { stampSources } from './sourceHash.ts'

export default defineConfig(({ command }) => {
  // Story tests are isolated: the simulator runs in the page.
  const isTested = Boolean(process.env['VITEST'])
  return {
    publicDir: false,
    plugins: [
      react(),
      !isTested && propTables(),
      command === 'serve' && !isTested && orchestratorProxy(),
      stampSources(),
    ],
    resolve: { alias },
    define: {
      __REACT_ACCEPTED_TESTS__: JSON.stringify(isTested),
    },
    // Listed up front: a dependency discovered late makes the dev server reload the page during a story.
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
