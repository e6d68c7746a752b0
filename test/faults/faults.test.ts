import { readFile, writeFile } from 'node:fs/promises'

import { describe, expect, it } from 'vitest'

import type { FaultRow } from './faultRow.ts'
import { FAULTS } from './faults.ts'
import type { FaultRun } from './runFault.ts'
import { runFault } from './runFault.ts'
import { writeFaultsPage } from './writeFaultsPage.ts'

const PAGE = new URL('../../docs/faults.md', import.meta.url)

const runs = new Map<FaultRow, Promise<FaultRun>>()

/** Each row is played once, whichever test comes first. */
function runOf(row: FaultRow): Promise<FaultRun> {
  const run = runs.get(row) ?? runFault(row)
  runs.set(row, run)
  return run
}

describe('over HTTP, in Node, the user sees what the table says when the server', () => {
  it.each(FAULTS.map((row) => [row.does, row] as const))('%s', async (_, row) => {
    const { sees, polls, waits = [], asked } = row
    const refused = row.answers.filter(({ how }) => how === 'refuse').length
    expect(await runOf(row)).toEqual({
      sees,
      polls,
      waits,
      ...(asked !== undefined && { asked }),
      early: 0,
      strays: 0,
      arrived: polls - refused,
    })
  })
})

describe('the table', () => {
  it('has at least 45 rows, each with a unique name', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(45)
    expect(new Set(FAULTS.map(({ does }) => does)).size).toBe(FAULTS.length)
  })

  it('never shows FAILED unless the server said so', () => {
    const failed = FAULTS.filter((row) => row.sees.includes('FAILED')).map(({ does }) => does)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.filter((does) => !does.startsWith('says FAILED'))).toEqual([])
  })

  it('matches docs/faults.md, which is generated from this run', async () => {
    const page = await writeFaultsPage(runOf)
    if (process.env['UPDATE_DOCS']) await writeFile(PAGE, page)
    expect(await readFile(PAGE, 'utf8')).toBe(page)
  })
})
