import type { JournalContent } from '../client/storage/journalRecord.ts'
import type { JournalHome } from './journalHome.ts'

/** Limits reads: a thousand changes cause only a few. */
const SPACING_MS = 100
/** The wait before a failed read is retried; it doubles each time … */
const RETRY_MS = 1_000
/** … up to this. */
const MAX_RETRY_MS = 30_000

/** Reads a journal now and whenever it may have changed, until it is stopped. */
export interface JournalReader {
  /** Schedules a read after a change. */
  readonly readSoon: () => void
  readonly stop: () => void
}

/** @param onContent called with the contents of the journal; calls never overlap */
export function followJournal(
  { journal }: JournalHome,
  onContent: (content: JournalContent) => void,
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
      onContent(content)
    } else {
      // A failed read says nothing about the contents.
      readAfter(retryMs)
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)
    }
    if (isStale) readAfter(SPACING_MS)
  }

  /** A frozen tab may have missed messages. */
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
