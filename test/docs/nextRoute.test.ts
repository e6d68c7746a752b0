import { expect, test } from 'vitest'

import { orchestratorRoutes } from '../../src/server/orchestratorRoutes.ts'
import * as route from '../apps/next/app/api/twilio/[...path]/route.ts'

test('the route handler for Next.js takes every method of the proxy, and asks before them', () => {
  const methods = new Set([...orchestratorRoutes.map(({ method }) => method), 'OPTIONS'])
  expect(new Set(Object.keys(route))).toEqual(methods)
})
