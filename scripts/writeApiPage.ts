import { type ApiEntry, readApi } from './readApi.ts'

const ENTRY_POINTS: readonly (readonly [entryPoint: string, file: string, about: string])[] = [
  ['react-accepted', 'index.d.ts', 'Provider, hooks and components for operations of any API.'],
  ['react-accepted/client', 'client.d.ts', 'Client, endpoints and errors, without React.'],
  ['react-accepted/server', 'server.d.ts', 'What a proxy needs that is not specific to an API.'],
  ['react-accepted/simulator', 'simulator.d.ts', 'Faults, and checks of a request log.'],
  ['react-accepted/locales', 'locales.d.ts', 'Complete messages in English and German.'],
  ['react-accepted/twilio', 'twilio.d.ts', 'Hooks, forms and tables for Conversation Orchestrator.'],
  [
    'react-accepted/twilio/client',
    'twilio/client.d.ts',
    'Client, endpoints and schemas of the two APIs, without React.',
  ],
  [
    'react-accepted/twilio/server',
    'twilio/server.d.ts',
    'The proxy that keeps credentials out of the browser.',
  ],
  [
    'react-accepted/twilio/simulator',
    'twilio/simulator.d.ts',
    'The two APIs in memory, with scripted faults.',
  ],
]

const GROUPS = ['Components', 'Hooks', 'Functions and values', 'Constants', 'Errors', 'Types']

function groupOf({ name, isType, signature }: ApiEntry): string {
  if (isType) return 'Types'
  if (/^(abstract )?class /.test(signature)) return 'Errors'
  if (/^use[A-Z]/.test(name)) return 'Hooks'
  if (/^[A-Z][a-z]/.test(name)) return 'Components'
  return /^[A-Z_]+$/.test(name) ? 'Constants' : 'Functions and values'
}

/** The API reference as Markdown, from declarations that `tsc` wrote into `folder`. */
export function writeApiPage(folder: string): string {
  const entryPoints = ENTRY_POINTS.map(([entryPoint, file, about]) => ({
    entryPoint,
    about,
    entries: readApi(folder, file),
  }))
  const types = entryPoints.flatMap(({ entries }) =>
    entries.flatMap(({ name, isType }) => (isType ? [name] : [])),
  )
  const parts = entryPoints.map(({ entryPoint, about, entries }) =>
    writeEntryPoint(entryPoint, about, entries, types),
  )
  return [
    '# API reference',
    'All exports of the package, by entry point. [The guides](README.md) explain what to use when.',
    '<!-- Written from the declarations by UPDATE_DOCS=1 npx vitest run --project unit test/docs/api.test.ts -->',
    ENTRY_POINTS.map(([entryPoint]) => `- [\`${entryPoint}\`](#${entryPoint.replaceAll('/', '')})`).join(
      '\n',
    ),
    ...parts,
  ].join('\n\n')
}

function writeEntryPoint(
  entryPoint: string,
  about: string,
  entries: ApiEntry[],
  types: readonly string[],
): string {
  const parts = GROUPS.flatMap((title) => {
    const group = entries.filter((entry) => groupOf(entry) === title)
    // The title includes the entry point, so that all headings on the page are unique.
    return group.length > 0
      ? [
          `### ${title} of \`${entryPoint}\``,
          writeIndex(group),
          ...group.map((entry) => writeEntry(entry, types)),
        ]
      : []
  })
  return [`## ${entryPoint}`, about, ...parts].join('\n\n')
}

function writeIndex(entries: ApiEntry[]): string {
  return toLinks(entries.map(({ name }) => name))
}

/** An entry, and links to the types that its declaration names. */
function writeEntry({ name, text, signature }: ApiEntry, types: readonly string[]): string {
  const words = new Set(signature.match(/\w+/g))
  const named = types.filter((type) => type !== name && words.has(type))
  const code = `\`\`\`typescript\n${signature}\n\`\`\``
  return [`#### ${name}`, text, code, named.length > 0 ? `Types: ${toLinks(named)}` : '']
    .filter(Boolean)
    .join('\n\n')
}

function toLinks(names: readonly string[]): string {
  return names.map((name) => `[${name}](#${name.toLowerCase()})`).join(' · ')
}
