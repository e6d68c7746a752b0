import { afterEach, expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

afterEach(() => void vi.unstubAllGlobals().unstubAllEnvs())

type Proxy = (request: Request) => Promise<Response>

const LISTENS = /^createServer\(toNodeListener\(proxy\)\).*$/m

/** The proxy of the first server on a page, with no user signed in. */
async function loadProxy(page: string): Promise<Proxy> {
  const { code = '' } = readExamples(page).find((example) => LISTENS.test(example.code)) ?? {}
  const alone = code
    .replace(/^declare function readSession.*$/m, 'const readSession = async () => undefined')
    .replace(LISTENS, 'export { proxy }')
  const outfile = await bundleExample(alone, page.replaceAll(/\W/g, '-'))
  const { proxy } = (await import(/* @vite-ignore */ outfile)) as { proxy: Proxy }
  return proxy
}

test.each(['README.md', 'docs/proxy.md'])(
  'the proxy of %s answers every request without a session with a 401',
  async (page) => {
    for (const name of ['TWILIO_API_KEY', 'TWILIO_API_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ status: 'PENDING' })))
    const proxy = await loadProxy(page)
    for (const path of ['Operations/o1', 'Configurations']) {
      const request = new Request(`https://admin.example.com/api/twilio/v2/ControlPlane/${path}`)
      expect((await proxy(request)).status).toBe(401)
    }
  },
)
