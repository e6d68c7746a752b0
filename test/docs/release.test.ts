import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

test('a release tests the applications and the peers, as the README and the guides say', () => {
  const workflow = readFileSync('.github/workflows/release.yml', 'utf8')
  const [before = ''] = workflow.split('uses: changesets/action')
  const steps = [...before.matchAll(/- run: (.+)/g)].map(([, command]) => command)
  expect(steps).toEqual(['.ci/run', 'npm run test:apps', 'npm run test:matrix'])
})
