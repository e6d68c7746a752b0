import { gzipSync } from 'node:zlib'

import * as engine from 'react-accepted'
import * as twilio from 'react-accepted/twilio'
import { build, type Rolldown } from 'vite'
import { expect, it } from 'vitest'

const entryPoints = { index: engine, twilio }

interface Part {
  /** The components it renders; no other component may be included. */
  readonly components: readonly string[]
  readonly libraries: readonly string[]
}

interface Contents extends Part {
  /** Lazy-loaded when needed. */
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
  // Deletes several configurations together.
  ConfigurationsTable: {
    ...NOTHING,
    later: { components: [], libraries: ['@radix-ui/react-progress'] },
  },
  CreateConfigurationForm: FORM,
  // The form lets the user delete a store whose setup failed.
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
  OrchestratorProvider: { ...NOTHING, later: { components: [], libraries: ['zod'] } },
}
const LIBRARIES = ['@radix-ui/react-progress', 'react-hook-form', 'zod']

it('the table lists every component of the entry points', () => {
  const names = Object.values(entryPoints)
    .flatMap(Object.keys)
    .filter((name) => /^[A-Z]/.test(name) && name !== 'OperationsProvider')
  expect(names.toSorted()).toEqual(Object.keys(CONTENTS).toSorted())
})

it.each(Object.entries(CONTENTS))('%s imported alone includes only what it needs', async (name, contents) => {
  const { first, later, gzip } = await bundleAlone(name)
  console.info(`${name}: ${(gzip / 1_000).toFixed(1)} kB gzip`)
  const { components, libraries } = contents
  expect(readPart(first)).toEqual({ components: [name, ...components].toSorted(), libraries })
  expect(readPart(later)).toEqual(contents.later)
  expect([...first, ...later].filter(({ id }) => /\/(german|de\.)/.test(id))).toEqual([])
})

/** A module in a bundle, with the code that was not removed as unused. */
interface BundledModule {
  readonly id: string
  readonly code: string
}

/** The components and libraries in these modules. */
function readPart(modules: readonly BundledModule[]): Part {
  return {
    components: Object.keys(CONTENTS)
      .filter((one) => modules.some(({ code }) => code.includes(`function ${one}(`)))
      .toSorted(),
    libraries: LIBRARIES.filter((one) => modules.some(({ id }) => id.includes(`/node_modules/${one}/`))),
  }
}

/** The built entry point that exports a component. */
function toFile(name: string): string {
  const [entryPoint] = Object.entries(entryPoints).find(([, exports]) => name in exports) ?? []
  return new URL(`../../dist/${entryPoint}.js`, import.meta.url).pathname
}

function toModules({ modules }: Rolldown.OutputChunk): BundledModule[] {
  return Object.entries(modules).map(([id, { code }]) => ({ id, code: code ?? '' }))
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
        load: (id) => (id === entry ? `export { ${name} } from ${JSON.stringify(toFile(name))}` : undefined),
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
    first: first.flatMap(toModules),
    later: chunks.filter((one) => !first.includes(one)).flatMap(toModules),
    gzip: first.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
  }
}
