/** The newer API descriptions; the oldest lists PUT, DELETE and PATCH too, which are still read. */
export const STATUS_CALLBACK_METHODS = ['POST', 'GET'] as const
/** Named only in Twilio's guidance for agents; the schema has no limit. */
export const MAX_CAPTURE_RULES = 100
/** The limit for requests; answers may carry up to 20. */
export const MAX_STATUS_CALLBACKS = 2
export const MAX_INTELLIGENCE_CONFIGURATIONS = 5
