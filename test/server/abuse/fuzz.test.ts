import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { expect, it } from 'vitest'

import { json, leaks, password, strayCalls, username } from '../exchange.ts'
import type { UpstreamCall } from '../exchange.ts'
import { createRandom, fuzzRequest } from './fuzzRequests.ts'

const count = 25_000
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
const own = new Set(['accept', 'authorization', 'content-type', 'idempotency-key', 'if-match'])

// To repeat a run, set FUZZ_SEED to the seed in the title.
it(
  `${count} requests of seed ${seed} reach nothing outside the allow-list`,
  { timeout: 120_000 },
  async () => {
    const calls: UpstreamCall[] = []
    const proxies = [undefined, 'a secret of more than thirty-two letters'].map((signingSecret) =>
      createOrchestratorProxy({
        basePath: '/api/twilio',
        credentials: { username, password },
        authorize: () => ({ scope: 'account-1' }),
        fetch: async (url, init) => {
          calls.push({ url, init, headers: new Headers(init.headers) })
          return json({ ok: true })
        },
        ...(signingSecret !== undefined && { signingSecret }),
      }),
    )
    const random = createRandom(seed)
    const answers: Record<number, number> = {}
    let sent = 0
    let forwarded = 0

    while (sent < count) {
      const { url, init } = fuzzRequest(random)
      const proxy = proxies[sent % 2]
      const request = readRequest(url, init)
      if (request === undefined || proxy === undefined) continue
      sent += 1
      // oxlint-disable-next-line no-await-in-loop -- calls are matched to requests by their order
      const response = await proxy(request)
      answers[response.status] = (answers[response.status] ?? 0) + 1
      const given = [...response.headers].flat().join('\n')
      const isForwarded = response.status === 200
      const wrong = [
        ...strayCalls(calls),
        ...calls.flatMap(({ headers }) => [...headers.keys()].filter((name) => !own.has(name))),
        ...(calls.length === (isForwarded ? 1 : 0) ? [] : [`${calls.length} calls`]),
        ...(response.status < 500 ? [] : [`answered with ${response.status}`]),
        ...leaks(response, isForwarded ? given : `${given}\n${await response.text()}`),
      ]
      if (wrong.length > 0) throw new Error(`${init.method} ${url}: ${wrong.join('; ')}`)
      forwarded += calls.length
      calls.length = 0
    }
    // The run proves little unless enough requests were forwarded and every common refusal occurred.
    expect(forwarded).toBeGreaterThan(count / 50)
    expect(Object.keys(answers)).toEqual(expect.arrayContaining(['200', '400', '403', '404', '405', '415']))
  },
)

/** `undefined` if the runtime cannot build a request from this. */
function readRequest(url: string, init: RequestInit): Request | undefined {
  try {
    return new Request(url, init)
  } catch {
    return undefined
  }
}
