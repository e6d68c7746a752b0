import { expect, test } from 'vitest'

import { orchestratorRoutes } from '../../src/twilio/server/orchestratorRoutes.ts'
import * as route from '../apps/next/app/api/twilio/[...path]/route.ts'

test('the route handler for Next.js exports every method of the proxy, and OPTIONS for preflights', () => {
  const methods = new Set([...orchestratorRoutes.map(({ method }) => method), 'OPTIONS'])
  expect(new Set(Object.keys(route))).toEqual(methods)
})
