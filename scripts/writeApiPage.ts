import type { FormatConfig } from 'oxfmt'

import { ABOUT, type ApiItem, readItems } from './apiEntries.ts'
import { wrap } from './placeComments.ts'

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

function groupOf({ name, isType, code }: ApiItem): string {
  if (isType) return 'Types'
  if (/^(abstract )?class /.test(code)) return 'Errors'
  if (/^use[A-Z]/.test(name)) return 'Hooks'
  if (/^[A-Z][a-z]/.test(name)) return 'Components'
  return /^[A-Z_]+$/.test(name) ? 'Constants' : 'Functions and values'
}

const HEAD = `# API reference

All exports of the package, by entry point. [The guides](README.md) explain what to use when.

The props, options and result of a component or hook are shown with it, as are small types that only one other export uses. "See" leads to types of other entry points. Properties are \`readonly\`, which is not repeated here, except in types marked "Mutable", in parameters, and between \`<\` and \`>\`.

<!-- Written from the declarations by UPDATE_DOCS=1 npx vitest run --project unit test/docs/api.test.ts -->`

/** The API reference as Markdown, from declarations that `tsc` wrote into `folder`. */
export async function writeApiPage(folder: string, style: FormatConfig): Promise<string> {
  const items = await readItems(folder, ENTRY_POINTS, style)
  const parts = ENTRY_POINTS.map(([entryPoint, , about]) => writeEntryPoint(entryPoint, about, items))
  const list = ENTRY_POINTS.map(([name]) => `- [\`${name}\`](#${name.replaceAll('/', '')})`)
  return [HEAD, list.join('\n'), ...parts].join('\n\n')
}

function writeEntryPoint(entryPoint: string, about: string, items: readonly ApiItem[]): string {
  const parts = GROUPS.flatMap((title) => {
    const group = items.filter((item) => item.entryPoint === entryPoint && groupOf(item) === title)
    if (group.length === 0) return []
    const shared = findSharedThrows(group)
    return [
      // The title includes the entry point, so that all headings on the page are unique.
      `### ${title} of \`${entryPoint}\``,
      needsIndex(group) && group.map(toLink).join(', '),
      shared
        .map((line) => line.replace('Throws', `All ${title.toLowerCase()} here throw`).concat('.'))
        .join('\n\n'),
      ...group.filter(({ name, under }) => name === under).map((item) => writeEntry(item, items, shared)),
    ].filter(Boolean)
  })
  return [`## ${entryPoint}`, about, ...parts].join('\n\n')
}

function needsIndex(group: readonly ApiItem[]): boolean {
  return group.length > 2 || group.some(({ name, under }) => name !== under)
}

/** What every export of a group throws. */
function findSharedThrows(group: readonly ApiItem[]): string[] {
  const [first = [], ...others] = group.map(({ text }) =>
    text.split('\n').filter((line) => line.startsWith('Throws ')),
  )
  return others.length > 0 ? first.filter((line) => others.every((lines) => lines.includes(line))) : []
}

/** An entry: its text, its declaration with those of the types under it, and links to the others it uses. */
function writeEntry(item: ApiItem, items: readonly ApiItem[], shared: readonly string[]): string {
  const { name, text, code, lists, values } = item
  const parts = findUnder(item, items)
  const shown = [item, ...parts]
  const others = items.filter(
    (other) =>
      other.isType &&
      !shown.includes(other) &&
      other.entryPoint !== item.entryPoint &&
      shown.some(({ names }) => names.has(other.name)),
  )
  const own = shared.reduce((left, line) => left.replace(line, ''), text)
  return [
    `#### ${name}`,
    [own.trim(), item.isMutable && 'Mutable.'].filter(Boolean).join(' '),
    values.length > 0
      ? `One of ${toCode(values)}.`
      : ['```typescript', code, ...parts.flatMap((type) => ['', ...writeUnder(type, name)]), '```'].join(
          '\n',
        ),
    ...[...lists].map(([type, keys]) => `Also of type \`${type}\`: ${toCode(keys)}.`),
    others.length > 0 &&
      `See ${[...new Set(others.map((other) => toLink({ ...other, name: other.under })))].join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The types that are shown with an entry. */
function findUnder(item: ApiItem, items: readonly ApiItem[]): ApiItem[] {
  const shown = [item]
  for (const { names } of shown) {
    const types = items.filter(({ name, under }) => under === item.name && names.has(name))
    shown.push(...types.filter((type) => !shown.includes(type)))
  }
  return shown.slice(1)
}

function writeUnder({ text, code, isMutable }: ApiItem, owner: string): string[] {
  const about = ABOUT.exec(text)?.[1] === owner ? text.replace(ABOUT, '') : text
  const comment = [about.replaceAll(/\s+/g, ' '), isMutable && 'Mutable.'].filter(Boolean).join(' ')
  return [...(comment ? wrap(comment, '// ') : []), code]
}

function toCode(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ')
}

function toLink({ name, under }: ApiItem): string {
  return `[${name}](#${under.toLowerCase()})`
}
