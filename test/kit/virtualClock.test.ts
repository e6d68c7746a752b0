import { createSimulator } from 'react-accepted/twilio/simulator'
import { expect, test } from 'vitest'

const headers = { authorization: `Basic ${btoa('demo:demo')}` }
const read = (url: string) => new URL(url, 'https://simulator.test')

test('time passes only when the test advances it, without any timers', async () => {
  const simulator = createSimulator({ seed: 'demo', clock: 'virtual' })
  const ask = async (url: string, init?: RequestInit) => {
    const answer = await simulator.fetch(read(url), { headers, ...init })
    const body: { status?: string; statusUrl?: string; stores?: string[] } = await answer.json()
    return body
  }

  const { stores } = await ask('/v1/ControlPlane/Stores')
  const { statusUrl = '' } = await ask('/v2/ControlPlane/Configurations', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      displayName: 'Harbor Reception',
      description: 'Visitors of the harbor office',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: stores?.[0],
    }),
  })
  expect(await ask(statusUrl)).toMatchObject({ status: 'PENDING' })

  simulator.advance(4_000)

  expect(await ask(statusUrl)).toMatchObject({ status: 'COMPLETED' })
})
