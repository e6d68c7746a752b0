import { lazySending } from '../src/client/request/lazySending.ts'
import { lazySchemas } from '../src/twilio/api/lazySchemas.ts'
import { lazyWaiting } from '../src/twilio/api/memoryStoresClient.ts'

// A page loads these chunks when the user acts. Tests load them first, because their clock may be stopped.
await Promise.all([lazySending, lazySchemas, lazyWaiting].map((part) => part.load()))
