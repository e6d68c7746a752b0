import { createOrchestratorClient } from 'react-accepted/twilio/client'

/** Creates a store at `baseUrl` and reads its operation, with or without the cookies of another origin. */
async function create(baseUrl: string, withCookies: boolean): Promise<string> {
  const open = () =>
    createOrchestratorClient({
      baseUrl,
      ...(withCookies && { fetch: (url, init) => fetch(url, { ...init, credentials: 'include' }) }),
    })
  const accepted = await open().memoryStores.create({ displayName: 'harbor-archive' })
  const { api, operationId } = accepted
  // As after a reload.
  const { operation } = await open().check({ api, operationId })
  return `${accepted.retryAfterMs} ${operation?.status}`
}

const query = new URLSearchParams(location.search)
void create(query.get('baseUrl') ?? '', query.has('cookies')).then(
  (text) => (document.title = text),
  (error: unknown) => (document.title = String(error)),
)
