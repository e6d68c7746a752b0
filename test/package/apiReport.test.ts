import { mkdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { writeApiReport } from '../../scripts/writeApiReport.ts'

mkdirSync('node_modules/.cache/react-accepted/api', { recursive: true })

// Meant to change? `npm run build && npx vitest run --project dist test/package/apiReport.test.ts -u`, and read the difference.
test.each(['index', 'client', 'server', 'simulator'])(
  'what the door %s declares is what is written down',
  { timeout: 60_000 },
  async (door) => {
    await expect(await writeApiReport(door)).toMatchFileSnapshot(`api/${door}.api.md`)
  },
)
