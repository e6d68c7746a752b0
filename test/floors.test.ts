import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { checkFloors, findUnreached } from '../scripts/checkFloors.ts'

const sources = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(`src/${path}`, 'utf8')] as const),
)

test.each(Object.entries(sources))('src/%s keeps to its floor', (path, source) => {
  expect(checkFloors(path, source)).toEqual([])
})

test('every file of src is reached from a door or the command line', () => {
  expect(findUnreached(sources)).toEqual([])
})

test('a file that nothing imports is found, also among files that import each other', () => {
  const unreached = findUnreached({
    'client.ts': "export type { A } from './client/a.ts'",
    'client/a.ts': 'export type A = 1',
    'client/b.ts': "export { c } from './c.ts'",
    'client/c.ts': "export { b } from './b.ts'",
  })
  expect(unreached).toEqual(['client/b.ts', 'client/c.ts'])
})

test.each([
  ['protocol/schedule.ts', "import { readStatus } from './status.ts'\nexport const a = readStatus"],
  ['client/pollGate.ts', "import type { Schedule } from '../protocol/schedule.ts'\nexport type A = Schedule"],
  [
    'hooks/useOperations.ts',
    "'use client'\nimport { useQuery } from '@tanstack/react-query'\nexport const a = () => useQuery()",
  ],
  [
    'hooks/operationOptions.ts',
    "import { queryOptions } from '@tanstack/react-query'\nexport const a = queryOptions",
  ],
  [
    'twilio/components/Form.tsx',
    "import { useForm } from 'react-hook-form'\nexport { useForm as a }\nexport const b = 1",
  ],
  ['twilio/api/configuration.ts', "import * as z from 'zod/mini'\nexport const a = z.string()"],
  ['protocol/retryAfter.ts', 'export const a = (now: number) => new Date(now).getTime()'],
  ['node/cli.ts', "import { parseArgs } from 'node:util'\nexport const a = parseArgs"],
  ['server.ts', "export { toNodeListener } from './node/toNodeListener.ts'"],
  ['index.ts', "export { Badge } from './components/Badge.tsx'"],
])('%s may hold %j', (path, source) => {
  expect(checkFloors(path, source)).toEqual([])
})

const belowIt = 'which is not below it'
const noPlace = 'which has no place there'
const unmarked = "uses hooks and does not start with 'use client'"
const mismarked = "says 'use client', which has no place there"

const a250 = `export const a = 1\n${'//\n'.repeat(250)}`

test.each([
  // Direction, whatever the kind of import.
  ['protocol/a.ts', `imports ../client/b.ts, ${belowIt}`, "import { b } from '../client/b.ts'"],
  ['client/a.ts', `imports ../hooks/b.ts, ${belowIt}`, "import type { B } from '../hooks/b.ts'"],
  ['client/a.ts', `imports ../hooks/b.ts, ${belowIt}`, "export type A = import('../hooks/b.ts').B"],
  ['hooks/a.ts', `imports ../components/B.tsx, ${belowIt}`, "const a = import('../components/B.tsx')"],
  ['hooks/a.ts', `imports ../twilio/hooks/b.ts, ${belowIt}`, "export { b } from '../twilio/hooks/b.ts'"],
  ['server/a.ts', `imports ../client/b.ts, ${belowIt}`, "import { b } from '../client/b.ts'"],
  ['simulator/a.ts', `imports ../protocol/b.ts, ${belowIt}`, "import { b } from '../protocol/b.ts'"],
  ['node/a.ts', `imports ../server/b.ts, ${belowIt}`, "import { b } from '../server/b.ts'"],
  ['components/a.ts', `imports ../index.ts, ${belowIt}`, "import { b } from '../index.ts'"],
  ['client/a.ts', 'imports ../protocol/b without its ending', "import { b } from '../protocol/b'"],
  // Packages.
  ['client/a.ts', `imports react, ${noPlace}`, "import { b } from 'react'"],
  [
    'components/a.ts',
    `imports @tanstack/react-query, ${noPlace}`,
    "import { b } from '@tanstack/react-query'",
  ],
  ['hooks/a.ts', `imports @radix-ui/react-x, ${noPlace}`, "import { b } from '@radix-ui/react-x'"],
  ['twilio/hooks/a.ts', `imports react-hook-form, ${noPlace}`, "import { b } from 'react-hook-form'"],
  ['hooks/a.ts', `imports @hookform/resolvers/x, ${noPlace}`, "import { b } from '@hookform/resolvers/x'"],
  ['client/a.ts', `imports zod/mini, ${noPlace}`, "import { b } from 'zod/mini'"],
  ['simulator/a.ts', `imports node:http, ${noPlace}`, "import { b } from 'node:http'"],
  ['components/a.ts', `imports lodash, ${noPlace}`, "import { b } from 'lodash'"],
  ['index.ts', `imports react, ${noPlace}`, "export { b } from 'react'"],
  // No outside world in protocol/.
  ['protocol/a.ts', 'calls fetch()', "export const a = () => fetch('/')"],
  ['protocol/a.ts', 'calls fetch()', "export const a = () => globalThis.fetch('/')"],
  ['protocol/a.ts', 'uses Date.now', 'export const a = (now = Date.now) => now()'],
  ['protocol/a.ts', 'calls new Date()', 'export const a = () => new Date()'],
  ['protocol/a.ts', 'calls setTimeout()', 'export const a = (f: () => void) => setTimeout(f, 1)'],
  ['protocol/a.ts', 'uses Math.random', 'export const a = () => Math.random()'],
  ['protocol/a.ts', 'uses crypto', 'export const a = () => crypto.randomUUID()'],
  // Shape.
  ['queue.ts', 'stands outside the floors', 'export const a = 1'],
  ['hooks/helpers.ts', 'is named after nothing it holds', 'export const a = 1'],
  ['client/a.ts', 'has more than 250 lines', a250],
  ['client.ts', 'exports *', "export * from './client/a.ts'"],
  ['client/index.ts', 'only re-exports, which is what a door is for', "export { b } from './b.ts'"],
  ['client.ts', 'is a door and does more than re-export', 'export const a = 1'],
  ['client/a.ts', 'has a default export', 'export default 1'],
  ['client/a.ts', 'declares an enum', 'export enum A { B }'],
  ['client/a.ts', 'says any', 'export const a = (b: any) => b'],
  ['client/a.ts', 'does not parse', 'export const a = ('],
  // 'use client' goes to what uses hooks.
  ['hooks/a.ts', unmarked, "import { useState } from 'react'\nexport const a = () => useState()"],
  ['components/a.ts', unmarked, "import * as React from 'react'\nexport const a = React.createContext(1)"],
  ['client/a.ts', mismarked, "'use client'\nexport const a = 1"],
  ['index.ts', mismarked, "'use client'\nexport { a } from './hooks/a.ts'"],
])('%s is refused when it %s', (path, complaint, source) => {
  expect(checkFloors(path, source)).toContain(complaint)
})
