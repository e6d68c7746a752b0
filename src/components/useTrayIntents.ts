'use client'

import { useState } from 'react'

import type { UnconfirmedIntent } from '../hooks/useOperations.ts'
import type { SubmissionError } from '../protocol/errors.ts'

/** An intent as the tray shows it. */
export interface TrayIntent {
  readonly unconfirmed: UnconfirmedIntent
  /** `asking`: on its way, or looked for. `unanswered`: asked once more, and still nobody knows. */
  readonly state: 'open' | 'asking' | 'unanswered' | 'refused'
  /** Why it was refused. */
  readonly error?: SubmissionError
}

/** The unconfirmed intents, and what a person's wish to send one again has come to. */
export interface TrayIntents {
  /** Newest first. One that is on its way keeps its place. */
  readonly intents: readonly TrayIntent[]
  readonly sendAgain: (unconfirmed: UnconfirmedIntent) => Promise<void>
  /** Takes a refused one off the list. */
  readonly dismiss: (unconfirmed: UnconfirmedIntent) => void
}

/** Adds to the unconfirmed intents those that are being sent again, which are in no list meanwhile. */
export function useTrayIntents(unconfirmed: readonly UnconfirmedIntent[]): TrayIntents {
  const [asked, setAsked] = useState<readonly TrayIntent[]>([])

  function note({ idempotencyKey }: UnconfirmedIntent, next?: TrayIntent) {
    setAsked((before) => [
      ...before.filter((one) => one.unconfirmed.idempotencyKey !== idempotencyKey),
      ...(next ? [next] : []),
    ])
  }

  const open = unconfirmed.map((one): TrayIntent => {
    const own = asked.find((other) => other.unconfirmed.idempotencyKey === one.idempotencyKey)
    return own ? { ...own, unconfirmed: one } : { unconfirmed: one, state: 'open' }
  })
  const away = asked.filter(
    ({ unconfirmed: { idempotencyKey }, state }) =>
      state !== 'unanswered' && !unconfirmed.some((one) => one.idempotencyKey === idempotencyKey),
  )

  return {
    intents: [...open, ...away].toSorted(
      (one, other) => other.unconfirmed.createdAt - one.unconfirmed.createdAt,
    ),
    async sendAgain(one) {
      note(one, { unconfirmed: one, state: 'asking' })
      const outcome = await one.sendAgain()
      if (outcome.state === 'refused') note(one, { unconfirmed: one, state: 'refused', error: outcome.error })
      else note(one, outcome.state === 'unconfirmed' ? { unconfirmed: one, state: 'unanswered' } : undefined)
    },
    dismiss: (one) => note(one),
  }
}
