import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { exchange, json, site } from '../exchange.ts'
import { LISTED_PATHS } from '../listedPaths.ts'

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('v1', 'v2', 'ControlPlane', 'Configurations', 'Conversations', 'Stores'),
  },
  { weight: 4, arbitrary: fc.constantFrom('Operations', 'TraitGroups', 'DataMappings', 'c1', 'proc_job_1') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      '.',
      '..',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      ';',
      '@evil',
      ':80',
      '%00',
      '%25',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'binary' }) },
)
const listed = fc.constantFrom(...LISTED_PATHS)
const free = fc.array(piece, { maxLength: 7 }).map((pieces) => `/${pieces.join('/')}`)
const tail = fc.constantFrom(
  '',
  '',
  '',
  '/',
  '/..',
  '%2e',
  '?pageSize=5',
  '?pageToken=//evil',
  '#x',
  ';x',
  '\\',
)
const odder = fc.tuple(fc.oneof(free, listed), tail).map((parts) => parts.join(''))
const path = fc.oneof(odder, listed)
it(
  'whatever URLs the API returns, a page only gets allow-listed paths under basePath',
  { timeout: 120_000 },
  async () => {
    // Only the name of a trait group, and here the ID of its store, may have a dot.
    const dotted = String.raw`(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.-]+`
    const own = new RegExp(
      String.raw`^\/api\/twilio\/(?:(?:v2\/ControlPlane|v2\/Conversations|v1\/ControlPlane)(?:\/[A-Za-z0-9_-]+)+|` +
        String.raw`v1\/ControlPlane\/Stores\/${dotted}\/TraitGroups\/${dotted}|v1\/Stores\/[A-Za-z0-9_-]+\/Profiles\/Bulk)$`,
    )
    const oddHost = fc.constantFrom(
      'https://memory.twilio.com:8443',
      'https://evil.example',
      'https://a@conversations.twilio.com',
      '//evil.example',
      'javascript:',
    )
    const trueHost = fc.constantFrom('', 'https://conversations.twilio.com', 'https://memory.twilio.com')
    const url = fc
      .oneof(
        { weight: 4, arbitrary: fc.tuple(trueHost, listed) },
        { weight: 1, arbitrary: fc.tuple(trueHost, path) },
        { weight: 1, arbitrary: fc.tuple(oddHost, path) },
      )
      .map((parts) => parts.join(''))
    let passed = 0
    await fc.assert(
      fc.asyncProperty(url, url, url, fc.boolean(), async (statusUrl, resultUrl, location, isWrite) => {
        const request = new Request(
          `${site}/api/twilio/v1/ControlPlane/${isWrite ? 'Stores' : 'Operations/o1'}`,
          {
            method: isWrite ? 'POST' : 'GET',
            headers: { 'Content-Type': 'application/json' },
            body: isWrite ? '{}' : null,
          },
        )
        // Not every string is a valid header value; those that are go into Location too.
        const Location = /^[\x21-\x7e]+$/.test(location) ? location : 'x'
        const { response, status, text } = await exchange(request, () =>
          json({ statusUrl, resultUrl }, isWrite ? 202 : 200, { Location }),
        )
        if (status === 502) return
        passed += 1
        const body: Record<string, string> = JSON.parse(text)
        const named = [response.headers.get('Location'), ...Object.values(body)]
        expect(named.filter((one) => one !== null && !own.test(one))).toEqual([])
      }),
      { numRuns: 3000 },
    )
    expect(passed).toBeGreaterThan(20)
  },
)
