import { late } from '../../client/late.ts'
import type { StandardSchema } from '../../protocol/standardSchema.ts'
import type { Configuration } from './configuration.ts'
import type { findConfigurations } from './findConfigurations.ts'
import type { findMemoryStores } from './findMemoryStores.ts'

/** Loaded before the first body is checked, or the first configuration read. */
export const lateSchemas = late(() => import('./schemaParts.ts'))

type Schemas = Awaited<ReturnType<typeof lateSchemas.load>>

/** A schema that is loaded when it is asked. */
export function lateSchema<TInput>(
  choose: (schemas: Schemas) => StandardSchema<unknown, TInput>,
): StandardSchema<unknown, TInput> {
  let chosen: StandardSchema<unknown, TInput> | undefined
  return {
    '~standard': {
      version: 1,
      vendor: 'react-accepted',
      async validate(value) {
        chosen ??= choose(await lateSchemas.load())
        return chosen['~standard'].validate(value)
      },
    },
  }
}

/**
 * Asks for something and reads a configuration, or several, of it; what reads them is loaded meanwhile.
 *
 * @throws what `ask` throws
 * @throws RequestError of kind `contract`, naming the field
 */
export async function readConfigurations<TAnswer, TResult>(
  ask: Promise<TAnswer>,
  read: (answer: TAnswer, readOne: (value: unknown, path?: string) => Configuration) => TResult,
): Promise<TResult> {
  const [answer, { parse, configurationSchema }] = await Promise.all([ask, lateSchemas.load()])
  return read(answer, (value, path) => parse(configurationSchema, value, path))
}

/** `findConfigurations`, once it is loaded. */
export const findConfigurationsLate: typeof findConfigurations = async (...asked) =>
  (await lateSchemas.load()).findConfigurations(...asked)

/** `findMemoryStores`, once it is loaded. */
export const findMemoryStoresLate: typeof findMemoryStores = async (...asked) =>
  (await lateSchemas.load()).findMemoryStores(...asked)
