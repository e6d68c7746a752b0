import { readFile, rm } from 'node:fs/promises'

/** Lines of a message that are printed again at the end. */
const MAX_LINES = 12

/**
 * Reads a report of Vitest's JSON reporter, and deletes it.
 *
 * @returns how many tests passed and failed, and what each failure says
 */
export async function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(report, 'utf8'))
    const failures = testResults.flatMap(({ message, assertionResults }) => [
      ...(message ? [shorten(message)] : []),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => shorten(`${fullName}\n${failureMessages.join('\n')}`)),
    ])
    return { passed: numPassedTests, failed: numFailedTests, failures }
  } catch {
    return { passed: 0, failed: 0, failures: [] } // Vitest ended before it wrote the report
  } finally {
    await rm(report, { force: true })
  }
}

function shorten(text) {
  return text.split('\n').slice(0, MAX_LINES).join('\n  ')
}
