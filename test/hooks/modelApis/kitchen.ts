import { defineDialect } from 'react-accepted/client'
import { z } from 'zod'

import type { Job, Reply, Status } from './api.ts'
import { toEndUrl, toInline } from './api.ts'

const ORDER = z.object({
  order: z.string(),
  stop: z.string().optional(),
  state: z.enum(['cooking', 'stopping', 'served', 'burnt', 'sent back']),
  percent: z.number().optional(),
  dish: z.unknown().optional(),
  counter: z.string().optional(),
})
const ORDER_STATES: Record<z.infer<typeof ORDER>['state'], Status> = {
  cooking: 'PENDING',
  stopping: 'PENDING',
  served: 'COMPLETED',
  burnt: 'FAILED',
  'sent back': 'CANCELLED',
}
const ORDER_WORDS: Record<Status, string> = {
  PENDING: 'cooking',
  COMPLETED: 'served',
  FAILED: 'burnt',
  CANCELLED: 'sent back',
}

function readOrder(body: unknown) {
  const { order, stop, state, percent, dish, counter } = ORDER.parse(body)
  return {
    status: ORDER_STATES[state],
    rawStatus: state,
    statusUrl: order,
    cancelUrl: stop,
    progress: percent,
    isCancelling: state === 'stopping',
    result: dish,
    resultUrl: counter,
  }
}

export const kitchenDialect = defineDialect({
  name: 'kitchen',
  readAcceptance: ({ body }) => readOrder(body),
  readOperation: ({ status, body }) => (status >= 400 ? undefined : readOrder(body)),
  cancel: { method: 'DELETE' },
})

export function sayOrder(job: Job): Reply {
  const { id, status, progress, isCancelling } = job
  const state = status === 'PENDING' && isCancelling ? 'stopping' : ORDER_WORDS[status]
  const body = { order: `/orders/${id}`, state, percent: progress, dish: toInline(job) }
  return { body: { ...body, counter: toEndUrl(job) } }
}
