import type { OperationsClient } from './createOperationsClient.ts'
import { createSubmission } from './createSubmission.ts'
import type { KnownRecipe } from './defineOperation.ts'
import type { Intent } from './intent.ts'
import type { IntentKeeper } from './intentKeeper.ts'
import type { IntentRecord } from './journalRecord.ts'
import { sendLate } from './lateSending.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import type { Submission } from './submission.ts'

/** All submissions of one page: those of its forms, and those that outlived a form or an earlier page. */
export interface Submissions {
  /**
   * A submission for a form: one of the same resource that nobody shows any more, one of an earlier page that nobody has
   * shown yet, else a new one. A new one that submits the content of one that was left goes on with that.
   */
  readonly find: (recipe: KnownRecipe, resourceId?: string) => Submission
  /** A form shows it, until the returned function is called. */
  readonly mount: (submission: Submission, resourceId?: string) => () => void
  /** Takes over an intent of an earlier page: into a form that waits for its kind, else into the list. */
  readonly adopt: (
    record: IntentRecord,
    request: PreparedRequest | undefined,
    client: OperationsClient,
  ) => Submission
  /** All that are open here. */
  readonly open: () => readonly Submission[]
  /** Those whose outcome is not known, newest first. The same array as long as nothing has changed. */
  readonly unconfirmed: () => readonly Submission[]
  readonly subscribe: (listener: () => void) => () => void
  /** Gives up everything that is open, as on a sign-out. */
  readonly clear: () => void
  /** Stops everything here, and gives nothing up. */
  readonly leave: () => void
}

export function createSubmissions(findKeeper: () => IntentKeeper | undefined): Submissions {
  const listeners = new Set<() => void>()
  /** Each with how it is listened to. */
  const known = new Map<Submission, () => void>()
  /** Those a form shows, with the resource it is about. */
  const shown = new Map<Submission, string | undefined>()
  /** Those of an earlier page that no form has shown yet. */
  const earlier = new Set<Submission>()
  let unconfirmed: readonly Submission[] = []
  let intents: readonly Intent[] = []

  function update() {
    const next = [...known.keys()].filter((one) => one.intent().state === 'unconfirmed').toReversed()
    const nextIntents = next.map((one) => one.intent())
    const isSame =
      nextIntents.length === intents.length && nextIntents.every((one, index) => one === intents[index])
    if (isSame) return
    unconfirmed = next
    intents = nextIntents
    for (const listener of listeners) listener()
  }

  function add(submission: Submission) {
    const hear = () => {
      update()
      dropIfDone(submission)
    }
    if (!known.has(submission)) known.set(submission, submission.subscribe(hear))
    update()
  }

  function dropIfDone(submission: Submission) {
    const isOpen = submission.record() !== undefined || submission.intent().state === 'submitting'
    if (shown.has(submission) || isOpen) return
    known.get(submission)?.()
    known.delete(submission)
    earlier.delete(submission)
    update()
  }

  const listLeft = () => [...known.keys()].filter((one) => !shown.has(one))
  const surroundings = {
    findKeeper,
    findLeft: (kind: string, content: string) =>
      listLeft().find((one) => one.kind === kind && one.content() === content),
  }

  return {
    find(recipe, resourceId) {
      // What a form of this page has begun to make is no other form's, which may be about to make something else.
      const left = listLeft().find(
        (one) =>
          one.kind === recipe.kind &&
          one.record()?.resourceId === resourceId &&
          (resourceId !== undefined || earlier.has(one)),
      )
      return left ?? createSubmission(recipe, surroundings)
    },
    mount(submission, resourceId) {
      shown.set(submission, resourceId)
      earlier.delete(submission)
      add(submission)
      return () => {
        shown.delete(submission)
        dropIfDone(submission)
      }
    },
    adopt(record, request, client) {
      const form = [...shown].find(
        ([one, resourceId]) =>
          one.kind === record.kind && resourceId === record.resourceId && one.intent().state === 'idle',
      )?.[0]
      const recipe = client.recipeOf(record.kind) ?? { kind: record.kind, version: -1, send: sendLate }
      const submission = form ?? createSubmission(recipe, surroundings)
      if (!form) earlier.add(submission)
      submission.adopt(record, request, client)
      add(submission)
      return submission
    },
    open: () => [...known.keys()].filter((one) => one.record()),
    unconfirmed: () => unconfirmed,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      for (const submission of known.keys()) submission.forget()
    },
    leave() {
      for (const submission of known.keys()) submission.leave()
    },
  }
}
