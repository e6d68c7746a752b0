/**
 * Finds the API of this page: over HTTP at `/api/twilio` on the page's own server, which runs the simulator
 * (`server`) or uses the real Twilio (`live`). On any other host, and in story tests, the simulator runs in
 * the page itself (`page`).
 */
export function findApi(): 'server' | 'live' | 'page' {
  const mark = document.querySelector<HTMLMetaElement>('meta[name="react-accepted-api"]')?.content
  return mark === 'server' || mark === 'live' ? mark : 'page'
}
