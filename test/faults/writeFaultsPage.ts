import type { Expected, FaultRow } from './faultRow.ts'
import { FAULT_CHAPTERS, FAULTS } from './faults.ts'

/** The text of `docs/faults.md`, from the results of a run. */
export async function writeFaultsPage(runOf: (row: FaultRow) => Promise<Expected>): Promise<string> {
  const chapters: string[] = []
  for (const [title, rows] of Object.entries(FAULT_CHAPTERS)) {
    const lines = await Promise.all(rows.map(async (row) => toCells(row, await runOf(row))))
    chapters.push(`## ${title}`, toTable(['The server…', 'the user sees', 'polls', 'outcome'], lines))
  }
  const others = FAULTS.flatMap((row) => {
    const { chromium } = row
    return chromium ? [[...toCells(row, chromium), chromium.why]] : []
  })
  return `${[
    '# What a server can do, and what the user sees',
    `${FAULTS.length} faults of a server, each played over real HTTP against the client in Node and against \`useAsyncOperation\` in Chromium. The run in Node writes this page (\`UPDATE_DOCS=1 npx vitest run --project unit test/faults\`), and a run with other results fails. The run in Chromium must show the same; its deadlines are short, so the waits below are those of the run in Node.`,
    "A view is the `status`, the server's own word if it differs, `stuck` for `isStuck`, the `connection` if it is not `ok`, and the kind of `pollError`. Every row starts with PENDING, the view of a 202. The wait before each further poll, without jitter, is in parentheses. In no row, in either environment, is a request sent before its deadline, after the final status, or to another path or host. When automatic polling has stopped, the user may ask again (`refresh()`) or return to the page.",
    ...chapters,
    '## Where Chromium shows something different',
    toTable(['The server…', 'the user sees', 'polls', 'outcome', 'because'], others),
  ].join('\n\n')}\n`
}

function toCells({ does, person }: FaultRow, { sees, polls, waits = [] }: Expected): string[] {
  const views = sees.split(' → ')
  const outcome = views.at(-1)?.replace(/ .*/, '') ?? ''
  const pauses = waits.length > 0 ? ` (${waits.map((wait) => `${wait} s`).join(', ')})` : ''
  return [
    does,
    sees,
    `${polls}${pauses}`,
    person && waits.length > 0 ? `${outcome}, when the user ${person}` : outcome,
  ]
}

/** A table in oxfmt's format: every column is as wide as its widest cell. */
function toTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(...[head, ...lines].map((cells) => (cells[column] ?? name).length)),
  )
  const toLine = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [toLine(head), rule, ...lines.map(toLine)].join('\n')
}
