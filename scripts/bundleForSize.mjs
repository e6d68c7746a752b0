// Bundles what an application would ship, by Vite and without the peers, so that size-limit weighs what really arrives.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'

import { build } from 'vite'

const outDir = 'node_modules/.cache/sizes'

/** Names taken from the doors `react-accepted` and `react-accepted/client`. */
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

/** What the page loads first goes to `first`, with all that it imports; what it loads when it needs it, to `later`. */
async function bundle(name, entry, external) {
  await rm(`${outDir}/${name}`, { recursive: true, force: true })
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: `${outDir}/${name}`,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'bundle' },
      // As an application's own entry, which needs no chunk of its own for what a later one shares with it.
      rolldownOptions: { external, preserveEntrySignatures: 'allow-extension', output: { minify: true } },
    },
  })
  const chunks = new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one]] : [])))
  const first = new Set(['bundle.js'])
  for (const file of first) for (const imported of chunks.get(file)?.imports ?? []) first.add(imported)
  await mkdir(`${outDir}/${name}/first`)
  await mkdir(`${outDir}/${name}/later`)
  for (const file of chunks.keys()) {
    await rename(
      `${outDir}/${name}/${file}`,
      `${outDir}/${name}/${first.has(file) ? 'first' : 'later'}/${file}`,
    )
  }
}
