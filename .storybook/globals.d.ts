/** Where stories find the API: over HTTP at `/api/twilio` of the dev server, or as a simulator in the page. */
declare const __REACT_ACCEPTED_API__: 'server' | 'page'

/** True when the dev server talks to the real Twilio. */
declare const __REACT_ACCEPTED_LIVE__: boolean

/** True while the stories are tested. */
declare const __REACT_ACCEPTED_TESTS__: boolean
