// Bundles what an application would ship, with Vite and without the peers, to let size-limit measure it.
import { mkdir, rm, writeFile } from 'node:fs/promises'

import { bundleProgram } from './bundleProgram.mjs'

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
  later: 'hooks/attachToGate.js',
}

await rm(outDir, { recursive: true, force: true })
for (const [name, imports] of Object.entries(programs)) {
  for (const [part, chunks] of Object.entries(await bundleProgram(imports))) {
    await mkdir(`${outDir}/${name}/${part}`, { recursive: true })
    for (const { fileName, code } of chunks) await writeFile(`${outDir}/${name}/${part}/${fileName}`, code)
  }
}
