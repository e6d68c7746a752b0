import type { JsonObject } from './Json.ts'

/** What an account holds from the start. IDs that are left out are made up; they are the same in every run. */
export interface SimulatorSeed {
  readonly stores?: readonly {
    readonly id?: string
    readonly displayName: string
    readonly description?: string
    /** Default `'ACTIVE'`. */
    readonly status?: 'ACTIVE' | 'FAILED'
  }[]
  /** `memoryStoreId` defaults to the first store of the seed. */
  readonly configurations?: readonly {
    readonly id?: string
    readonly displayName: string
    readonly description?: string
    readonly conversationGroupingType?: string
    readonly memoryStoreId?: string
    readonly channelSettings?: JsonObject
  }[]
  /** `configurationId` defaults to the first configuration of the seed. */
  readonly conversations?: readonly {
    readonly id?: string
    readonly name?: string
    readonly configurationId?: string
  }[]
}

/** The help desk of a small harbour: something to look at in a demo. */
export const DEMO_SEED: SimulatorSeed = {
  stores: [
    { displayName: 'harbor-memory', description: 'Profiles and history for the harbor help desk' },
    { displayName: 'ferry-memory', description: 'Passengers of the night ferry' },
  ],
  configurations: [
    {
      displayName: 'Harbor Support',
      description: 'Phone and text traffic of the harbor help desk',
      channelSettings: {
        SMS: {
          statusTimeouts: { inactive: 10, closed: 60 },
          captureRules: [
            { from: '*', to: '+15555550142' },
            { from: '+15555550142', to: '*' },
          ],
        },
      },
    },
    {
      displayName: 'Ferry Bookings',
      description: 'WhatsApp messages about berths and delays',
      channelSettings: {
        WHATSAPP: {
          statusTimeouts: { inactive: 10, closed: 60 },
          captureRules: [{ from: '*', to: 'whatsapp:+15555550177' }],
        },
      },
    },
    { displayName: 'Lighthouse Night Desk', description: 'Calls after ten in the evening' },
  ],
  // An ID of its own: no list that a proxy lets through would tell a page what it is.
  conversations: [{ id: 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb', name: 'Lost umbrella' }],
}
