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
  const parts = DOORS.map(([door, file, about]) => writeDoor(door, about, readApi(folder, file)))
  return [
    '# API reference',
    'Everything that the doors of the package give, with the comments of the code. [The guides](README.md) say what to use when.',
    '<!-- Written from the declarations by UPDATE_DOCS=1 npx vitest run --project unit test/docs/api.test.ts -->',
    DOORS.map(([door]) => `- [\`${door}\`](#${door.replaceAll('/', '')})`).join('\n'),
    ...parts,
  ].join('\n\n')
}

function writeDoor(door: string, about: string, entries: ApiEntry[]): string {
  const parts = GROUPS.flatMap((title) => {
    const group = entries.filter((entry) => groupOf(entry) === title)
    // The door stands in the title, so that no two headings of the page are the same.
    return group.length > 0
      ? [`### ${title} of \`${door}\``, writeIndex(group), ...group.map(writeEntry)]
      : []
  })
  return [`## ${door}`, about, ...parts].join('\n\n')
}

function writeIndex(entries: ApiEntry[]): string {
  return entries.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(' · ')
}

function writeEntry({ name, text, signature }: ApiEntry): string {
  return [`#### ${name}`, text, `\`\`\`typescript\n${signature}\n\`\`\``].filter(Boolean).join('\n\n')
}
