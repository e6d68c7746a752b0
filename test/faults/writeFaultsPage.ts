import { groupBy } from '../../scripts/groupBy.ts'
import type { Expected, FaultRow } from './faultRow.ts'
import { FAULT_CHAPTERS, FAULTS } from './faults.ts'
import { foldPhrases } from './foldPhrases.ts'

const HEAD = ['The server…', 'the user sees', 'polls']

/** The text of `docs/faults.md`, from the results of a run. */
export async function writeFaultsPage(runOf: (row: FaultRow) => Promise<Expected>): Promise<string> {
  const chapters: string[] = []
  for (const [title, rows] of Object.entries(FAULT_CHAPTERS)) {
    const results = await Promise.all(rows.map(async (row) => toResult(row, await runOf(row))))
    chapters.push(`## ${title}`, toTable(HEAD, results))
  }
  const others = FAULTS.flatMap((row) => {
    const { chromium } = row
    if (!chromium) return []
    const { does, cells } = toResult(row, chromium)
    return [{ does, cells: [...cells, chromium.why] }]
  })
  return `${[
    '# What a server can do, and what the user sees',
    `${FAULTS.length} faults of a server, each played over real HTTP against the client in Node and against \`useAsyncOperation\` in Chromium. The run in Node writes this page (\`UPDATE_DOCS=1 npx vitest run --project unit test/faults\`), and a run with other results fails. The run in Chromium must show the same; its deadlines are short, so the waits below are those of the run in Node.`,
    "Faults with the same result share a row, separated by semicolons. A view is the `status`, the server's own word if it differs, `stuck` for `isStuck`, the `connection` if it is not `ok`, and the kind of `pollError`. Every row starts with PENDING, the view of a 202, which is left out. The wait before each further poll, without jitter, is in parentheses. In no row, in either environment, is a request sent before its deadline, after the final status, or to another path or host. When automatic polling has stopped, the user may ask again (`refresh()`) or return to the page.",
    ...chapters,
    '## Where Chromium shows something different',
    toTable([...HEAD, 'because'], others),
  ].join('\n\n')}\n`
}

/** What the server does, and the cells that say what follows. */
interface Result {
  readonly does: string
  readonly cells: readonly string[]
}

function toResult({ does, person }: FaultRow, { sees, polls, waits = [] }: Expected): Result {
  if (!sees.startsWith('PENDING')) throw new Error(`"${does}" does not start with PENDING.`)
  const pauses = waits.length > 0 ? ` (${waits.map((wait) => `${wait} s`).join(', ')})` : ''
  const cause = person && waits.length > 0 ? `, when the user ${person}` : ''
  return { does, cells: [`${sees.replace(/^PENDING → /, '')}${cause}`, `${polls}${pauses}`] }
}

/** A table with one row for all faults that have the same cells. */
function toTable(head: readonly string[], results: readonly Result[]): string {
  const groups = groupBy(results, ({ cells }) => cells.join(' | '))
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '-').join(' | ')} |`,
    ...[...groups].map(([cells, group]) => {
      const phrases = foldPhrases(group.map(({ does }) => does))
      return `| ${phrases.join(';<br/>')} | ${cells} |`
    }),
  ].join('\n')
}
