import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

import { APIS } from './apis.ts'
import { agreement, answer, file, plan, settings, step } from './chance.ts'
import { createModelWorld } from './world.tsx'

/** Of all APIs together. For more: `MODEL_RUNS=10000`. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 60)
/** The few histories of `npm test` are the same each time, the many of the long check are not. */
const FIRST_SEED = process.env['MODEL_RUNS'] === undefined ? 1 : Math.floor(Math.random() * 2 ** 31)
/** To repeat a run: `MODEL_SEED=123`. */
const SEED = Number(process.env['MODEL_SEED'] ?? FIRST_SEED)
const TIMEOUT_MS = 10_000 + RUNS * 200

beforeAll(() => {
  console.log(`model: seed ${SEED}, ${RUNS} histories of ${APIS.length} APIs`)
})

const chance = fc.record({
  answers: fc.infiniteStream(answer),
  files: fc.infiniteStream(file),
  agreements: fc.infiniteStream(agreement),
  plans: fc.infiniteStream(plan),
})

test.each(APIS)(
  '$name: no history undoes an end, polls early, cancels twice, or shows or stores a result that it must not',
  async (api) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30, size: 'max' }),
        chance,
        settings,
        async (steps, given, options) => {
          const world = createModelWorld(api, given, options)
          try {
            await world.live({ do: 'submit' })
            for (const one of steps) {
              await world.live(one)
              expect(world.violations.join(', ')).toBe('')
            }
            await world.finish()
            expect(world.violations.join(', ')).toBe('')
          } finally {
            world.close()
          }
        },
      ),
      { numRuns: Math.ceil(RUNS / APIS.length), seed: SEED },
    )
  },
  TIMEOUT_MS,
)
