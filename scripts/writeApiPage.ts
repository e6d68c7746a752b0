import { type ApiEntry, readApi } from './readApi.ts'

const DOORS: readonly (readonly [door: string, file: string, about: string])[] = [
  ['react-accepted', 'index.d.ts', 'Provider, hooks and components, for React.'],
  ['react-accepted/client', 'client.d.ts', 'Clients, recipes, schemas and errors, without React.'],
  ['react-accepted/server', 'server.d.ts', 'The proxy that keeps credentials out of the browser.'],
  ['react-accepted/simulator', 'simulator.d.ts', 'The API in memory, with faults by script.'],
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
  const doors = DOORS.map(([door, file, about]) => ({ door, about, entries: readApi(folder, file) }))
  const types = doors.flatMap(({ entries }) => entries.flatMap(({ name, isType }) => (isType ? [name] : [])))
  const parts = doors.map(({ door, about, entries }) => writeDoor(door, about, entries, types))
  return [
    '# API reference',
    'Everything that the doors of the package give, with the comments of the code. [The guides](README.md) say what to use when.',
    '<!-- Written from the declarations by UPDATE_DOCS=1 npx vitest run --project unit test/docs/api.test.ts -->',
    DOORS.map(([door]) => `- [\`${door}\`](#${door.replaceAll('/', '')})`).join('\n'),
    ...parts,
  ].join('\n\n')
}

function writeDoor(door: string, about: string, entries: ApiEntry[], types: readonly string[]): string {
  const parts = GROUPS.flatMap((title) => {
    const group = entries.filter((entry) => groupOf(entry) === title)
    // The door stands in the title, so that no two headings of the page are the same.
    return group.length > 0
      ? [`### ${title} of \`${door}\``, writeIndex(group), ...group.map((entry) => writeEntry(entry, types))]
      : []
  })
  return [`## ${door}`, about, ...parts].join('\n\n')
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
