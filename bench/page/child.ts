import { loadContestant } from '../contestants/load.ts'
import { isContestantKey } from '../contestants/names.ts'
// One contestant's page, in its own process. Prints the result as JSON.
import type { CountsRow } from './countsScenario.tsx'
import { installDom } from './installDom.ts'

const [key, scenario, baseUrl = '', amount] = process.argv.slice(2)
if (!isContestantKey(key)) throw new Error(`Unknown contestant ${key}`)

// Must run before the libraries are loaded, because some check for `window` on import.
const document = installDom()
const createContestant = await loadContestant(key)

if (scenario === 'counts') {
  const { countsScenario, DISTURBANCES } = await import('./countsScenario.tsx')
  const rows: CountsRow[] = []
  for (const disturbance of DISTURBANCES) {
    const options = { baseUrl, document, disturbance, seconds: Number(amount) }
    rows.push(...(await countsScenario(createContestant(baseUrl), options)))
  }
  console.log(JSON.stringify(rows))
} else {
  const { latenessScenario } = await import('./latenessScenario.tsx')
  const operationCount = Number(amount)
  const options = { baseUrl, document, operationCount, spreadMs: operationCount * 5 }
  console.log(JSON.stringify(await latenessScenario(createContestant(baseUrl), options)))
}
process.exit()
