// Bundles what an application would ship, by Vite and without the peers, so that size-limit weighs what really arrives.
import { mkdir, writeFile } from 'node:fs/promises'

import { build } from 'vite'

const outDir = 'node_modules/.cache/sizes'

/** Names taken from the doors `react-accepted` and `react-accepted/client`. */
const programs = {
  smallest: ['OperationsProvider, useAsyncOperation', 'createOperationsClient'],
  badge: ['OperationsProvider, useAsyncOperation, OperationStatusBadge', 'createOperationsClient'],
  form: ['OperationsProvider, CreateConfigurationForm', 'createOrchestratorClient'],
}

await mkdir(outDir, { recursive: true })
for (const [name, [index, client]] of Object.entries(programs)) {
  const entry = `${outDir}/${name}.mjs`
  const dist = new URL('../dist/', import.meta.url).pathname
  await writeFile(
    entry,
    `export { ${index} } from '${dist}index.js'\nexport { ${client} } from '${dist}client.js'\n`,
  )
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: `${outDir}/${name}`,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'first' },
      rolldownOptions: {
        external: /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/,
        // What is loaded after the page is a file of its own.
        output: { minify: true, chunkFileNames: 'later-[name].js' },
      },
    },
  })
}
