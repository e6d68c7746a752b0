import * as z from 'zod/mini'

import type { Configuration } from './configuration.ts'

const channelSettingsSchema = z.looseObject({
  statusTimeouts: z.nullish(
    z.looseObject({ inactive: z.nullish(z.number()), closed: z.nullish(z.number()) }),
  ),
  captureRules: z.nullish(
    z.array(
      z.looseObject({
        from: z.string(),
        to: z.string(),
        metadata: z.nullish(z.record(z.string(), z.string())),
      }),
    ),
  ),
})

/** Reads a configuration, tolerantly. */
export const configurationSchema: z.ZodMiniType<Configuration> = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.nullish(z.string()),
  conversationGroupingType: z.string(),
  memoryStoreId: z.nullish(z.string()),
  channelSettings: z.nullish(z.record(z.string(), z.nullable(channelSettingsSchema))),
  statusCallbacks: z.nullish(z.array(z.looseObject({ url: z.string(), method: z.optional(z.string()) }))),
  intelligenceConfigurationIds: z.nullish(z.array(z.string())),
  memoryExtractionEnabled: z.nullish(z.boolean()),
  conversationsV1Bridge: z.nullish(z.looseObject({ serviceId: z.string() })),
  createdAt: z.nullish(z.string()),
  updatedAt: z.nullish(z.string()),
  version: z.nullish(z.number()),
})
