/** How long every answer asks to wait, in ms. */
export const RETRY_AFTER_MS = 10_000

/** Puts an endless source of PENDING in the place of the network. Each answer is a new `Response`, as `fetch` gives one. */
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
