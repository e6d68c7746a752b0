import { readFile, rm } from 'node:fs/promises'

/** Reads how many tests passed and failed from a report of Vitest's JSON reporter, and deletes the report. */
export async function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return { passed: 0, failed: 0 } // Vitest ended before it wrote the report
  } finally {
    await rm(report, { force: true })
  }
}
