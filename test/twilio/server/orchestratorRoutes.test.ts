import { expect, test } from 'vitest'

import { matchRoutes } from '../../../src/server/settings/routes.ts'
import { orchestratorRoutes } from '../../../src/twilio/server/orchestratorRoutes.ts'

const STORES = '/v1/ControlPlane/Stores'
const methods = (path: string) => matchRoutes(orchestratorRoutes, path).map(({ route }) => route.method)

test.each(['Contact', 'a.b', '...', '__proto__'])('the trait group %s has routes', (name) => {
  expect(methods(`${STORES}/s1/TraitGroups/${name}`)).toEqual(['GET', 'PATCH', 'DELETE'])
})

// `Request` resolves dot segments, and this is what would stop one that did not.
test.each([
  `${STORES}/s1/TraitGroups/..`,
  `${STORES}/s1/TraitGroups/.`,
  `${STORES}/../TraitGroups/Contact`,
  `${STORES}/s1/TraitGroups/`,
  `${STORES}/s1/TraitGroups/a%2fb`,
  `${STORES}/s1/DataMappings/a.b`,
  '/v1/Stores/../Profiles/Bulk',
  '/v1/Stores/s1/Profiles',
])('%s has none', (path) => {
  expect(methods(path)).toEqual([])
})
