import { focusManager, onlineManager } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import * as fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'

import type { Answer } from './modelServer.ts'
import { answer } from './modelServer.ts'
import type { Settings } from './modelWorld.tsx'
import { createModelWorld, settings, step } from './modelWorld.tsx'

/** For more runs: `MODEL_RUNS=10000`. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300)
/** Random each time. To repeat a run: `MODEL_SEED=123`. */
const SEED = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const TIMEOUT_MS = RUNS * 200

beforeAll(() => {
  console.log(`model: seed ${SEED}, ${RUNS} histories`)
})

afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

type World = ReturnType<typeof createModelWorld>

/** Runs in a new world, and removes its page afterwards even if an assertion fails. */
async function within(answers: Iterator<Answer>, given: Settings, run: (world: World) => Promise<void>) {
  const world = createModelWorld(() => answers.next().value, given)
  try {
    await run(world)
  } finally {
    cleanup()
  }
}

test(
  'no history makes a page poll early, twice at once or unseen, forget, show a false status or leave a timer',
  async () => {
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30, size: 'max' }),
        fc.infiniteStream(answer),
        settings,
        async (steps, answers, given) =>
          within(answers, given, async (world) => {
            for (const one of steps) {
              await world.live(one)
              expect(world.server.violations.join(', ')).toBe('')
            }
            expect(await world.close()).toBe(0)
            expect(world.server.violations.join(', ')).toBe('')
            for (const word of world.reached) reached.add(word)
          }),
      ),
      { numRuns: RUNS, seed: SEED },
    )
    if (RUNS < 300) return
    expect([...reached].toSorted()).toEqual([
      'PENDING after an end',
      'a new client',
      'a poll in the background',
      'a poll that must come',
      'forbidden',
      'ok',
      'paused',
      'retrying',
      'unauthorized',
    ])
  },
  TIMEOUT_MS,
)

test(
  'after any history, an open operation is polled again as soon as a visible page shows it',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 20, size: 'max' }),
        fc.infiniteStream(answer),
        settings,
        async (steps, answers, given) =>
          within(answers, given, async (world) => {
            for (const one of steps) await world.live(one)
            const before = world.server.polls()
            await world.lookAgain()
            expect(world.isOver() || world.server.polls() > before).toBe(true)
          }),
      ),
      { numRuns: Math.ceil(RUNS / 3), seed: SEED },
    )
  },
  TIMEOUT_MS,
)
