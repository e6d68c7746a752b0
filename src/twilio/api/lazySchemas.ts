import { lazy } from '../../client/http/lazy.ts'
import type { StandardSchema } from '../../protocol/result.ts'
import type { Configuration } from './configuration.ts'
import type { findConfigurations, findMemoryStores } from './findByName.ts'

/** Lazy-loaded before the first request body is validated or the first configuration is parsed. */
export const lazySchemas = /* @__PURE__ */ lazy(() => import('./schemaParts.ts'))

type Schemas = Awaited<ReturnType<typeof lazySchemas.load>>

/** A schema that is lazy-loaded when it first validates a value. */
export function lazySchema<TInput>(
  choose: (schemas: Schemas) => StandardSchema<unknown, TInput>,
): StandardSchema<unknown, TInput> {
  let chosen: StandardSchema<unknown, TInput> | undefined
  return {
    '~standard': {
      version: 1,
      vendor: 'react-accepted',
      async validate(value) {
        chosen ??= choose(await lazySchemas.load())
        return chosen['~standard'].validate(value)
      },
    },
  }
}

/**
 * Waits for a response and parses the configurations in it. The parser is loaded in parallel.
 *
 * @throws what `ask` rejects with
 * @throws RequestError of kind `network` if the parser cannot be loaded
 * @throws RequestError of kind `contract`, naming the field
 */
export async function readConfigurations<TAnswer, TResult>(
  ask: Promise<TAnswer>,
  read: (answer: TAnswer, readOne: (value: unknown, path?: string) => Configuration) => TResult,
): Promise<TResult> {
  const [answer, { parse, configurationSchema }] = await Promise.all([ask, lazySchemas.load()])
  return read(answer, (value, path) => parse(configurationSchema, value, path))
}

/** `findConfigurations`, lazy-loaded. */
export const lazyFindConfigurations: typeof findConfigurations = async (...asked) =>
  (await lazySchemas.load()).findConfigurations(...asked)

/** `findMemoryStores`, lazy-loaded. */
export const lazyFindMemoryStores: typeof findMemoryStores = async (...asked) =>
  (await lazySchemas.load()).findMemoryStores(...asked)
