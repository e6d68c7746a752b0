import { proxy } from '../lib/twilio.server.ts'
import type { Route } from './+types/twilio.ts'

export const loader = ({ request }: Route.LoaderArgs) => proxy(request)
export const action = loader
