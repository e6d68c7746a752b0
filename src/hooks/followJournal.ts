import type { JournalContent } from '../client/journalContent.ts'
import type { JournalHome } from './journalHome.ts'

/** A journal that changes a thousand times is read a few times. */
const SPACING_MS = 100
/** One that cannot be read is tried again after this long, and each time twice as long … */
const RETRY_MS = 1_000
/** … up to this. */
const MAX_RETRY_MS = 30_000

/** Reads a journal now, and whenever it may have changed, until it is stopped. */
export interface JournalReader {
  /** Something has changed. */
  readonly readSoon: () => void
  readonly stop: () => void
}

/** @param takeIn called with what the journal holds; never twice at once */
export function followJournal(
  { journal }: JournalHome,
  takeIn: (content: JournalContent) => void,
): JournalReader {
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryMs = RETRY_MS
  let isReading = false
  let isStale = false
  let isStopped = false

  function readAfter(ms: number) {
    if (!isStopped) timer ??= setTimeout(read, ms)
  }

  function read() {
    clearTimeout(timer)
    timer = undefined
    isStale = isReading
    if (!isReading) void load()
  }

  async function load() {
    isReading = true
    const content = await journal.load()
    isReading = false
    if (isStopped) return
    if (content) {
      retryMs = RETRY_MS
      takeIn(content)
    } else {
      // Nothing follows from what could not be read, but that it has to be read.
      readAfter(retryMs)
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)
    }
    if (isStale) readAfter(SPACING_MS)
  }

  /** A tab that was frozen may have missed what it was told. */
  function readIfShown() {
    if (document.visibilityState === 'visible') read()
  }

  read()
  globalThis.document?.addEventListener('visibilitychange', readIfShown)
  globalThis.addEventListener?.('pageshow', readIfShown)
  return {
    readSoon: () => readAfter(SPACING_MS),
    stop() {
      isStopped = true
      clearTimeout(timer)
      globalThis.document?.removeEventListener('visibilitychange', readIfShown)
      globalThis.removeEventListener?.('pageshow', readIfShown)
    },
  }
}
