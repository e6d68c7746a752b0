import { mkdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { writeApiReport } from '../../scripts/writeApiReport.ts'

mkdirSync('node_modules/.cache/react-accepted/api', { recursive: true })

// After an intended change, run this and review the difference:
// `npm run build && npx vitest run --project dist test/package/apiReport.test.ts -u`
const ENTRY_POINTS = ['index', 'client', 'server', 'simulator', 'locales']
const OF_TWILIO = ['twilio', 'twilio/client', 'twilio/server', 'twilio/simulator']

test.each([...ENTRY_POINTS, ...OF_TWILIO])(
  'the entry point %s declares exactly what its API report says',
  { timeout: 60_000 },
  async (entryPoint) => {
    await expect(await writeApiReport(entryPoint)).toMatchFileSnapshot(
      `api/${entryPoint.replace('/', '-')}.api.md`,
    )
  },
)
