// Bundles what an application would ship, with Vite and without the peers, to let size-limit measure it.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'

import { build } from 'vite'

const outDir = 'node_modules/.cache/sizes'

/** What each program imports, by entry point. */
const programs = {
  smallest: { index: 'OperationsProvider, useAsyncOperation', client: 'createOperationsClient' },
  ...Object.fromEntries(
    ['azure', 'google', 'location', 'job', 'resource'].map((name) => [
      name,
      {
        index: 'OperationsProvider, useAsyncOperation',
        client: `createOperationsClient, ${name}Dialect`,
      },
    ]),
  ),
  badge: {
    index: 'OperationsProvider, useAsyncOperation, OperationStatusBadge',
    client: 'createOperationsClient',
  },
  form: {
    index: 'OperationsProvider',
    twilio: 'CreateConfigurationForm',
    'twilio/client': 'createOrchestratorClient',
  },
}

const dist = new URL('../dist/', import.meta.url).pathname
const isPeer = (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id)

await mkdir(outDir, { recursive: true })
for (const [name, imports] of Object.entries(programs)) {
  const entry = `${outDir}/${name}.mjs`
  const lines = Object.entries(imports).map(
    ([entryPoint, names]) => `export { ${names} } from '${dist}${entryPoint}.js'`,
  )
  await writeFile(entry, lines.join('\n'))
  await bundle(name, entry, (id) => isPeer(id) || id.endsWith('/attachToGate.js'))
}
await bundle('later', `${dist}hooks/attachToGate.js`, isPeer)

/** Puts the entry and its static imports into `first`, and the lazy-loaded chunks into `later`. */
async function bundle(name, entry, external) {
  await rm(`${outDir}/${name}`, { recursive: true, force: true })
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // As every application's production build does.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: `${outDir}/${name}`,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'bundle' },
      // Like an application's entry, which needs no extra chunk for code shared with lazy-loaded ones.
      rolldownOptions: {
        external,
        preserveEntrySignatures: 'allow-extension',
        // An application's build removes the annotations that a library's build keeps.
        output: { minify: true, comments: false },
      },
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
