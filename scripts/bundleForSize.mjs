// Bundles what an application would ship, by Vite and without the peers, so that size-limit weighs what really arrives.
import { mkdir, writeFile } from 'node:fs/promises'

import { build } from 'vite'

const outDir = 'node_modules/.cache/sizes'

/** Names taken from the doors `react-accepted` and `react-accepted/client`. What is loaded later is weighed by itself. */
const programs = {
  smallest: ['OperationsProvider, useAsyncOperation', 'createOperationsClient'],
  badge: ['OperationsProvider, useAsyncOperation, OperationStatusBadge', 'createOperationsClient'],
  form: ['OperationsProvider, CreateConfigurationForm', 'createOrchestratorClient'],
}

const dist = new URL('../dist/', import.meta.url).pathname
const isPeer = (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id)

await mkdir(outDir, { recursive: true })
for (const [name, [index, client]] of Object.entries(programs)) {
  const entry = `${outDir}/${name}.mjs`
  const doors = `export { ${index} } from '${dist}index.js'\nexport { ${client} } from '${dist}client.js'\n`
  await writeFile(entry, doors)
  await bundle(name, entry, (id) => isPeer(id) || id.endsWith('/joinGate.js'))
}
await bundle('later', `${dist}hooks/joinGate.js`, isPeer)

async function bundle(name, entry, external) {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: `${outDir}/${name}`,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'bundle' },
      rolldownOptions: { external, output: { minify: true } },
    },
  })
}
