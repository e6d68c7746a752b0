import type { Answer, Poller, Reading } from './pollers.ts'
import { pick, toProblem, toState } from './pollers.ts'

export const TWILIO = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
} as const
const AZURE = { Succeeded: 'completed', Failed: 'failed', Canceled: 'cancelled' } as const

export function readTwilio(detail: string, title: string, resource: string, link = 'resultUrl') {
  return ({ body }: Answer): Reading => {
    const word = pick(body, 'status')
    const state = toState(word, TWILIO)
    const url = pick(body, link)
    return {
      state,
      word,
      ...(state === 'completed' && { resourceId: pick(body, resource) }),
      ...(typeof url === 'string' && { resultLink: url, resultAt: url }),
      ...(state === 'failed' && { problem: toProblem(body, 'error.code', detail, title) }),
    }
  }
}

export function readAzureStatus({ body }: Answer, resultAt: string): Reading {
  const word = pick(body, 'status')
  const state = toState(word, AZURE)
  return {
    state,
    word,
    progress: pick(body, 'percentComplete'),
    ...(state === 'completed' && { resultAt }),
    ...((state === 'failed' || state === 'cancelled') && {
      problem: toProblem(body, 'error.code', 'error.message'),
    }),
  }
}

/** 202 is running, 2xx the end, 4xx a failure. */
export function readByStatus({ status, headers, body }: Answer, url: string): Reading {
  const location = headers.get('location')
  const next = location === null ? undefined : new URL(location, url).href
  if (status === 202) return { state: 'running', next }
  if (status >= 400) return { state: 'failed', problem: toProblem(body, 'error.code', 'error.message') }
  return { state: 'completed', result: body }
}

/** A redirect is the end. Other answers say that it runs, or how it failed. */
export function readRedirect(word?: string) {
  return ({ status, headers, body }: Answer, url: string): Reading => {
    const location = headers.get('location')
    const href = location === null ? undefined : new URL(location, url).href
    if (status === 302 || status === 303) return { state: 'completed', resultAt: href }
    if (status >= 400) return { state: 'failed', problem: toProblem(body, 'none', 'detail', 'title') }
    return { state: 'running', next: href, word: word && pick(body, word) }
  }
}

export function doneAtOnce(status: number): (first: Answer) => Reading | undefined {
  return (first) => (first.status === status ? { state: 'completed', result: first.body } : undefined)
}

/** The first answer has the same form as the others. */
export function readAtOnce(read: (answer: Answer) => Reading): (first: Answer) => Reading | undefined {
  return (first) => {
    const reading = read(first)
    return reading.state === 'running' ? undefined : reading
  }
}

export function readGoogle({ body }: Answer): Reading {
  const progress = pick(body, 'metadata.progressPercent')
  if (pick(body, 'done') !== true) return { state: 'running', progress }
  const code = pick(body, 'error.code')
  if (code !== undefined)
    return {
      state: code === 1 ? 'cancelled' : 'failed',
      problem: toProblem(body, 'error.code', 'error.message'),
    }
  return { state: 'completed', result: pick(body, 'response'), resourceId: pick(body, 'response.name') }
}

export function readBatch({ body }: Answer): Reading {
  const word = pick(body, 'status')
  const meanings = {
    completed: 'completed',
    failed: 'failed',
    expired: 'failed',
    cancelled: 'cancelled',
  } as const
  const state = word === 'cancelling' ? 'cancelling' : toState(word, meanings)
  const total = Number(pick(body, 'request_counts.total'))
  const done = Number(pick(body, 'request_counts.completed'))
  return {
    state,
    word,
    ...(total > 0 && { progress: (done / total) * 100 }),
    resourceId: pick(body, 'output_file_id') ?? undefined,
    ...(word === 'failed' && { problem: toProblem(body, 'errors.data.0.code', 'errors.data.0.message') }),
  }
}

export function readResponse({ body }: Answer): Reading {
  const word = pick(body, 'status')
  const meanings = {
    completed: 'completed',
    failed: 'failed',
    incomplete: 'failed',
    cancelled: 'cancelled',
  } as const
  const state = toState(word, meanings)
  return {
    state,
    word,
    ...(state === 'completed' && { result: pick(body, 'output') }),
    ...(word === 'failed' && { problem: toProblem(body, 'error.code', 'error.message') }),
    ...(word === 'incomplete' && { problem: toProblem(body, 'incomplete_details.reason', 'none') }),
  }
}

export function readPrediction({ body }: Answer): Reading {
  const word = pick(body, 'status')
  const state = toState(word, {
    succeeded: 'completed',
    failed: 'failed',
    canceled: 'cancelled',
    aborted: 'cancelled',
  })
  return {
    state,
    word,
    ...(state === 'completed' && { result: pick(body, 'output') }),
    ...(state === 'failed' && { problem: toProblem(body, 'none', 'error') }),
  }
}

export function readSnowflake({ status, body }: Answer): Reading {
  if (status === 202) return { state: 'running' }
  if (status === 200) return { state: 'completed', result: pick(body, 'data') }
  const isCancelled = status === 408 || pick(body, 'code') === '000604'
  return { state: isCancelled ? 'cancelled' : 'failed', problem: toProblem(body, 'code', 'message') }
}

export function readDatabricks({ body }: Answer): Reading {
  const word = pick(body, 'status.state')
  const meanings = {
    SUCCEEDED: 'completed',
    CLOSED: 'completed',
    FAILED: 'failed',
    CANCELED: 'cancelled',
  } as const
  const state = toState(word, meanings)
  return {
    state,
    word,
    result: pick(body, 'result.data_array'),
    ...(state === 'failed' && {
      problem: toProblem(body, 'status.error.error_code', 'status.error.message'),
    }),
  }
}

export function readDurable({ status, body }: Answer): Reading {
  const word = pick(body, 'runtimeStatus')
  if (status === 202) return { state: 'running', word }
  const state = toState(word, { Completed: 'completed', Failed: 'failed', Terminated: 'cancelled' })
  const output = pick(body, 'output')
  return { state, word, ...(state === 'completed' ? { result: output } : { problem: { detail: output } }) }
}

export function readGraph(words: { resource: string; link: string }): Poller['read'] {
  return ({ body }, url) => {
    const word = pick(body, 'status')
    const state = toState(word, { completed: 'completed', succeeded: 'completed', failed: 'failed' })
    const link = pick(body, words.link)
    const isLinked = state === 'completed' && typeof link === 'string'
    return {
      state,
      word,
      progress: pick(body, 'percentageComplete'),
      resourceId: pick(body, words.resource),
      ...(isLinked && { resultLink: link, resultAt: new URL(link, url).href }),
      ...(state === 'failed' && { problem: toProblem(body, 'error.code', 'error.message') }),
    }
  }
}

/** The operation has its result in it. */
export function readAzureResult(answer: Answer): Reading {
  return { ...readAzureStatus(answer, ''), result: pick(answer.body, 'result'), resultAt: undefined }
}
