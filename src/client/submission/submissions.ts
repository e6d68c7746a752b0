import type { ClientEngine } from '../createOperationsClient.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import { lazyParts } from '../request/lazySending.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import type { IntentLedger } from '../storage/intentLedger.ts'
import type { IntentRecord } from '../storage/journalRecord.ts'
import { createSubmission } from './createSubmission.ts'
import type { Submission, SubmissionState } from './submission.ts'

/** All submissions of one page: those of its forms, and those that outlived a form or an earlier page. */
export interface Submissions {
  /**
   * Finds a submission for a form: one for the same resource that no form shows any more, or one of an
   * earlier page that no form has shown yet, else a new one. If a new one submits the same content as one
   * that was left, it continues that intent.
   */
  readonly find: (endpoint: DefinedEndpoint, resourceId?: string) => Submission
  /** Marks a submission as shown by a form, until the returned function is called. */
  readonly mount: (submission: Submission, resourceId?: string) => () => void
  /** Takes over an intent of an earlier page, into an idle form of its kind and resource or into the list. */
  readonly adopt: (
    record: IntentRecord,
    request: PreparedRequest | undefined,
    engine: ClientEngine,
  ) => Submission
  /** All submissions with an open intent. */
  readonly open: () => readonly Submission[]
  /** Submissions whose outcome is not known, newest first. The same array until something changes. */
  readonly unconfirmed: () => readonly Submission[]
  readonly subscribe: (listener: () => void) => () => void
  /** Discards every open intent, such as on a sign-out. */
  readonly clear: () => void
  /** Stops every submission without discarding anything. */
  readonly leave: () => void
}

export function createSubmissions(findLedger: () => IntentLedger | undefined): Submissions {
  const listeners = new Set<() => void>()
  /** Each submission with its unsubscribe function. */
  const known = new Map<Submission, () => void>()
  /** The submissions that a form shows, with the resource of the form. */
  const shown = new Map<Submission, string | undefined>()
  /** The submissions of an earlier page that no form has shown yet. */
  const earlier = new Set<Submission>()
  let unconfirmed: readonly Submission[] = []
  let intents: readonly SubmissionState[] = []

  function update() {
    const next = [...known.keys()].filter((one) => one.current().state === 'unconfirmed').toReversed()
    const nextIntents = next.map((one) => one.current())
    const isSame =
      nextIntents.length === intents.length && nextIntents.every((one, index) => one === intents[index])
    if (isSame) return
    unconfirmed = next
    intents = nextIntents
    for (const listener of listeners) listener()
  }

  function add(submission: Submission) {
    const onChange = () => {
      update()
      dropIfDone(submission)
    }
    if (!known.has(submission)) known.set(submission, submission.subscribe(onChange))
    update()
  }

  function dropIfDone(submission: Submission) {
    const isOpen = submission.record() !== undefined || submission.current().state === 'submitting'
    if (shown.has(submission) || isOpen) return
    known.get(submission)?.()
    known.delete(submission)
    earlier.delete(submission)
    update()
  }

  /** Those that a form may take. The intents of a batch belong to the batch. */
  const listLeft = () => [...known.keys()].filter((one) => !shown.has(one) && !one.record()?.isOfBatch)
  const dependencies = {
    findLedger,
    findLeft: (kind: string, content: string) =>
      listLeft().find((one) => one.kind === kind && one.content() === content),
  }

  return {
    find(endpoint, resourceId) {
      // A create that a form of this page has started is not offered to another form, which may create
      // something else.
      const left = listLeft().find(
        (one) =>
          one.kind === endpoint.kind &&
          one.record()?.resourceId === resourceId &&
          (resourceId !== undefined || earlier.has(one)),
      )
      return left ?? createSubmission(endpoint, dependencies)
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
    adopt(record, request, engine) {
      const form = [...shown].find(
        ([one, resourceId]) =>
          !record.isOfBatch &&
          one.kind === record.kind &&
          resourceId === record.resourceId &&
          one.current().state === 'idle',
      )?.[0]
      const endpoint = engine.endpointOf(record.kind) ?? {
        kind: record.kind,
        version: -1,
        '~internal': lazyParts,
      }
      const submission = form ?? createSubmission(endpoint, dependencies)
      if (!form) earlier.add(submission)
      submission.adopt(record, request, engine)
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
