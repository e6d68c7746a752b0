import { readFile, rm } from 'node:fs/promises'

/** How many tests passed and failed by a report of Vitest's JSON reporter, which is read once. */
export async function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 0 } // it ended before it could report
  } finally {
    await rm(report, { force: true })
  }
}
