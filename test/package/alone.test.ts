import { gzipSync } from 'node:zlib'

import * as door from 'react-accepted'
import { build } from 'vite'
import { expect, it } from 'vitest'

const index = new URL('../../dist/index.js', import.meta.url).pathname

interface Part {
  /** What it shows inside itself; every other component has to stay away. */
  readonly components: readonly string[]
  readonly libraries: readonly string[]
}

interface Contents extends Part {
  /** What it loads only when it needs it. */
  readonly later: Part
}

const NONE: Part = { components: [], libraries: [] }
const NOTHING: Contents = { ...NONE, later: NONE }
const FOLLOWED: Part = {
  components: ['OperationAnnouncer', 'OperationDetails', 'OperationProgress'],
  libraries: ['@radix-ui/react-progress'],
}
const DELETION: Contents = { ...FOLLOWED, later: NONE }
const FORM: Contents = {
  components: [],
  libraries: ['react-hook-form'],
  later: { ...FOLLOWED, libraries: ['@radix-ui/react-progress', 'zod'] },
}

const CONTENTS: Readonly<Record<string, Contents>> = {
  ConfigurationsTable: NOTHING,
  CreateConfigurationForm: FORM,
  // A store that could not be set up can be deleted there and then.
  CreateMemoryStoreForm: {
    components: ['DeleteMemoryStoreButton', ...FOLLOWED.components],
    libraries: ['@radix-ui/react-progress', 'react-hook-form'],
    later: { components: [], libraries: ['zod'] },
  },
  DeleteConfigurationButton: DELETION,
  DeleteConversationButton: DELETION,
  DeleteMemoryStoreButton: DELETION,
  EditConfigurationForm: FORM,
  MemoryStoreSelect: NOTHING,
  OperationAnnouncer: NOTHING,
  OperationDetails: NOTHING,
  OperationProgress: { ...NOTHING, libraries: ['@radix-ui/react-progress'] },
  OperationStatusBadge: NOTHING,
  OperationsTray: { ...NOTHING, components: ['OperationAnnouncer'] },
}
const LIBRARIES = ['@radix-ui/react-progress', 'react-hook-form', 'zod']

it('knows every component of the door', () => {
  const names = Object.keys(door).filter((name) => /^[A-Z]/.test(name) && name !== 'OperationsProvider')
  expect(names.toSorted()).toEqual(Object.keys(CONTENTS).toSorted())
})

it.each(Object.entries(CONTENTS))('%s, imported alone, leaves the others out', async (name, contents) => {
  const { first, later, gzip } = await bundleAlone(name)
  console.info(`${name}: ${(gzip / 1_000).toFixed(1)} kB gzip`)
  const { components, libraries } = contents
  expect(readPart(first)).toEqual({ components: [name, ...components].toSorted(), libraries })
  expect(readPart(later)).toEqual(contents.later)
  expect([...first, ...later].filter((id) => id.includes('/german'))).toEqual([])
})

/** What there is in some modules. */
function readPart(modules: readonly string[]): Part {
  return {
    components: Object.keys(CONTENTS)
      .filter((one) => modules.some((id) => id.endsWith(`/${one}.js`)))
      .toSorted(),
    libraries: LIBRARIES.filter((one) => modules.some((id) => id.includes(`/node_modules/${one}/`))),
  }
}

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
        preserveEntrySignatures: 'allow-extension',
        external: (id) => /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/.test(id),
        output: { minify: true },
      },
    },
  })
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output] : []))
  const names = new Set(chunks.flatMap(({ isEntry, fileName }) => (isEntry ? [fileName] : [])))
  for (const fileName of names) {
    for (const imported of chunks.find((one) => one.fileName === fileName)?.imports ?? []) names.add(imported)
  }
  const first = chunks.filter(({ fileName }) => names.has(fileName))
  return {
    first: first.flatMap(({ moduleIds }) => moduleIds),
    later: chunks.filter((one) => !first.includes(one)).flatMap(({ moduleIds }) => moduleIds),
    gzip: first.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
  }
}
