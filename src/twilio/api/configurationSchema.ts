import * as z from 'zod/mini'

import { RequestError } from '../../protocol/errors.ts'
import { contractFailure } from '../../protocol/failure.ts'
import type { Configuration } from './configuration.ts'

/**
 * Parses a response, or a value in it.
 *
 * @param prefix the path of the value within the response
 * @throws RequestError of kind `contract`, naming the invalid field
 */
export function parse<TValue>(schema: z.ZodMiniType<TValue>, value: unknown, prefix = ''): TValue {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = [prefix, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
  const expected = issue?.code === 'invalid_type' ? `of type ${issue.expected}` : 'as the API describes it'
  throw new RequestError(contractFailure(path || 'the body', expected))
}

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

/** Parses a configuration leniently: optional fields may be null or absent, and unknown fields are kept. */
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
  redactionConfigurationId: z.nullish(z.string()),
  traitExtractionStrategyIds: z.nullish(z.array(z.string())),
  observationExtractionStrategyIds: z.nullish(z.array(z.string())),
  createdAt: z.nullish(z.string()),
  updatedAt: z.nullish(z.string()),
  version: z.nullish(z.number()),
})
