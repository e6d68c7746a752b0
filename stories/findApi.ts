/**
 * Where this page finds the API: over HTTP at `/api/twilio` of the server that it came from, with the simulator or with
 * the real Twilio behind it; or, on any other host and in tests of stories, as a simulator in the page itself.
 */
export function findApi(): 'server' | 'live' | 'page' {
  const mark = document.querySelector<HTMLMetaElement>('meta[name="react-accepted-api"]')?.content
  return mark === 'server' || mark === 'live' ? mark : 'page'
}
