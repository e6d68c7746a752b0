import { gzipSync } from 'node:zlib'

import * as door from 'react-accepted'
import { build } from 'vite'
import { expect, it } from 'vitest'

const index = new URL('../../dist/index.js', import.meta.url).pathname

interface Contents {
  /** What it shows inside itself; every other component has to stay away. */
  readonly components: readonly string[]
  readonly libraries: readonly string[]
}

const NOTHING: Contents = { components: [], libraries: [] }
const FOLLOWED = ['OperationAnnouncer', 'OperationDetails', 'OperationProgress']
const DELETION: Contents = { components: FOLLOWED, libraries: ['@radix-ui/react-progress'] }
const FORM: Contents = {
  components: FOLLOWED,
  libraries: ['@radix-ui/react-progress', 'react-hook-form', 'zod'],
}

const CONTENTS: Readonly<Record<string, Contents>> = {
  ConfigurationsTable: { components: [], libraries: ['zod'] },
  CreateConfigurationForm: FORM,
  // A store that could not be set up can be deleted there and then.
  CreateMemoryStoreForm: { ...FORM, components: [...FOLLOWED, 'DeleteMemoryStoreButton'] },
  DeleteConfigurationButton: DELETION,
  DeleteConversationButton: DELETION,
  DeleteMemoryStoreButton: DELETION,
  EditConfigurationForm: FORM,
  MemoryStoreSelect: NOTHING,
  OperationAnnouncer: NOTHING,
  OperationDetails: NOTHING,
  OperationProgress: { components: [], libraries: ['@radix-ui/react-progress'] },
  OperationStatusBadge: NOTHING,
  OperationsTray: { components: ['OperationAnnouncer'], libraries: [] },
}
const LIBRARIES = [...new Set(Object.values(CONTENTS).flatMap(({ libraries }) => libraries))]

it('knows every component of the door', () => {
  const names = Object.keys(door).filter((name) => /^[A-Z]/.test(name) && name !== 'OperationsProvider')
  expect(names.toSorted()).toEqual(Object.keys(CONTENTS).toSorted())
})

it.each(Object.entries(CONTENTS))('%s, imported alone, leaves the others out', async (name, contents) => {
  const { modules, gzip } = await bundleAlone(name)
  console.info(`${name}: ${(gzip / 1_000).toFixed(1)} kB gzip`)
  const components = Object.keys(CONTENTS).filter((one) => modules.some((id) => id.endsWith(`/${one}.js`)))
  expect(components.toSorted()).toEqual([name, ...contents.components].toSorted())
  const libraries = LIBRARIES.filter((one) => modules.some((id) => id.includes(`/node_modules/${one}/`)))
  expect(libraries).toEqual(LIBRARIES.filter((one) => contents.libraries.includes(one)))
  expect(modules.filter((id) => id.includes('/german'))).toEqual([])
})

async function bundleAlone(name: string) {
  const entry = `virtual:${name}`
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [
      {
        name: 'one-name',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? `export { ${name} } from ${JSON.stringify(index)}` : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id),
        output: { minify: true },
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' && output.isEntry ? [output] : []))
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    gzip: chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
  }
}
