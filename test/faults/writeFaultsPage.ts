import type { Expected, FaultRow } from './faultRow.ts'
import { FAULT_CHAPTERS, FAULTS } from './faults.ts'

/** `docs/faults.md`, from what a run showed. */
export async function writeFaultsPage(runOf: (row: FaultRow) => Promise<Expected>): Promise<string> {
  const chapters: string[] = []
  for (const [title, rows] of Object.entries(FAULT_CHAPTERS)) {
    const lines = await Promise.all(rows.map(async (row) => toCells(row, await runOf(row))))
    chapters.push(`## ${title}`, toTable(['The server…', 'the person sees', 'polls', 'outcome'], lines))
  }
  const others = FAULTS.flatMap((row) => {
    const { chromium } = row
    return chromium ? [[...toCells(row, chromium), chromium.why]] : []
  })
  return `${[
    '# What a server can do, and what a person sees',
    `${FAULTS.length} faults of a server, each played over real HTTP against the client in Node and against \`useAsyncOperation\` in Chromium. This page is written by the run in Node (\`UPDATE_DOCS=1 npx vitest run --project unit test/faults\`), and a run that differs from it fails. The run in Chromium must show the same; it has short deadlines, so the waits below are those of the run in Node.`,
    "A view is the `status`, the server's own word where it has another, `stuck` for `isStuck`, the `connection` where it is not `ok`, and the kind of `pollError`. Every row starts with what the 202 told: PENDING. In brackets: the wait before each further poll, without jitter. In no row, in either environment, does a request leave before its deadline, after the end, or to another path or host. Where nothing is asked by itself any more, a person may ask (`refresh()`) or return to the page.",
    ...chapters,
    '## Where Chromium shows something else',
    toTable(['The server…', 'the person sees', 'polls', 'outcome', 'because'], others),
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
    person && waits.length > 0 ? `${outcome}, when the person ${person}` : outcome,
  ]
}

/** A table as oxfmt would leave it: every column as wide as its widest cell. */
function toTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(...[head, ...lines].map((cells) => (cells[column] ?? name).length)),
  )
  const toLine = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [toLine(head), rule, ...lines.map(toLine)].join('\n')
}
