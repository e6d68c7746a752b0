/** The `Retry-After` of every response, in ms. */
export const RETRY_AFTER_MS = 10_000

/** Replaces `fetch` with one that always responds PENDING, with a new `Response` each time. */
export function installStubFetch(): { readonly polls: () => number } {
  let polls = 0
  const headers = new Headers({
    'content-type': 'application/json',
    'retry-after': String(RETRY_AFTER_MS / 1000),
  })
  globalThis.fetch = () => {
    polls += 1
    return Promise.resolve(new Response('{"status":"PENDING"}', { headers }))
  }
  return { polls: () => polls }
}
