import type { Contract, ContractAnswer, ContractOptions, JsonObject } from './contract.ts'
import { duringPolls, openContract, toRetryAfter } from './operations.ts'

const TYPE = { 'content-type': 'application/vnd.api+json' }
const PENDING = 'Pending request, waiting other process'

function toPhoto(id: string): JsonObject {
  const links = { self: `/photos/${id}` }
  return { data: { type: 'photos', id, attributes: { title: 'Ember Hamster' }, links } }
}

function toJob(id: string): JsonObject {
  const links = { self: `/photos/jobs/${id}` }
  return { data: { type: 'jobs', id, attributes: { status: PENDING }, links } }
}

/** `Content-Location` names the job. The end is a 303 to the thing made. The recommendation knows no failure. */
// https://jsonapi.org/recommendations/#asynchronous-processing
export const jsonApi: Contract = {
  name: 'JSON:API asynchronous processing',
  submit: {
    method: 'POST',
    path: '/photos',
    headers: TYPE,
    body: { data: { type: 'photos', attributes: { title: 'Ember Hamster' } } },
  },
  endings: ['completed'],
  endingsAtOnce: ['completed'],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['data', 'attributes', 'status'],
  expected: (options) => ({
    rawWords: { running: duringPolls(options, () => PENDING) },
    ...(options.ending === 'completed' && { result: toPhoto('4571'), resourceId: '4571' }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: ['completed'], idOf: (number) => `523${number}` },
      (operations) => [
        {
          method: 'POST',
          path: /^\/photos$/,
          answer() {
            const operation = operations.begin()
            if (!operation) return undefined
            const { id } = operation
            const location = `${options.origin}/photos/457${id.slice(3)}`
            if (operation.begun().state === 'completed')
              return { status: 201, headers: { ...TYPE, location }, body: toPhoto(`457${id.slice(3)}`) }
            const headers = { ...TYPE, 'content-location': `${options.origin}/photos/jobs/${id}` }
            return { status: 202, headers, body: toJob(id) }
          },
        },
        {
          method: 'GET',
          path: /^\/photos\/jobs\/(\d+)$/,
          answer(_, { id = '' }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const location = `${options.origin}/photos/457${id.slice(3)}`
            if (operation.ask().state === 'completed') return { status: 303, headers: { ...TYPE, location } }
            return { status: 200, headers: { ...TYPE, ...toRetryAfter(options, 10) }, body: toJob(id) }
          },
        },
        {
          method: 'GET',
          path: /^\/photos\/(\d+)$/,
          answer(_, { id = '' }) {
            const job = operations.find(`523${id.slice(3)}`)
            return job?.look().state === 'completed'
              ? { status: 200, headers: TYPE, body: toPhoto(id) }
              : undefined
          },
        },
      ],
    ),
}

const REPORT = { id: 'r-1', pages: 12 }
const PROBLEM = {
  type: 'about:blank',
  title: 'Unprocessable Entity',
  status: 422,
  detail: 'There are no ships.',
}

/** How a server of this kind says that it is at work, and how it says that it is done. */
interface Manner {
  readonly name: string
  readonly running: 200 | 202
  readonly done: 200 | 302 | 303
}

/** The URL may move: each 202 can name the next one. */
function createLocationPattern({ name, running, done }: Manner): Contract {
  const word = 'In progress'
  const hasBody = running === 200

  function toLocation({ origin }: ContractOptions, id: string, hop: number): string {
    return `${origin}/reports/jobs/${id}${hop > 0 ? `/${hop}` : ''}`
  }

  function end(options: ContractOptions, state: string): ContractAnswer {
    if (state === 'failed')
      return { status: 422, headers: { 'content-type': 'application/problem+json' }, body: PROBLEM }
    return done === 200
      ? { status: 200, body: REPORT }
      : { status: done, headers: { location: `${options.origin}/reports/r-1` } }
  }

  return {
    name,
    submit: { method: 'POST', path: '/reports', body: { of: 'ships' } },
    endings: ['completed', 'failed'],
    endingsAtOnce: ['completed'],
    canMoveUrl: true,
    canCancel: false,
    statusAt: hasBody ? ['status'] : undefined,
    expected: (options) => ({
      rawWords: { running: hasBody ? duringPolls(options, () => word) : [] },
      ...(options.ending === 'completed' && { result: REPORT }),
      ...(options.ending === 'failed' && { problem: { title: PROBLEM.title, detail: PROBLEM.detail } }),
    }),
    open: (options) =>
      openContract(
        options,
        { endingsAtOnce: ['completed'], idOf: (number) => `job-${number}` },
        (operations) => [
          {
            method: 'POST',
            path: /^\/reports$/,
            answer() {
              const operation = operations.begin()
              if (!operation) return undefined
              if (operation.begun().state === 'completed') return { status: 200, body: REPORT }
              const location = toLocation(options, operation.id, 0)
              return { status: 202, headers: { location, ...toRetryAfter(options, 2) } }
            },
          },
          {
            method: 'GET',
            path: /^\/reports\/jobs\/(job-\d+(?:\/\d+)?)$/,
            answer(_, { id = '' }) {
              const [job = '', hop = '0'] = id.split('/')
              const operation = operations.find(job)
              const next = operation?.follow(Number(hop))
              if (!operation || next === undefined) return undefined
              const { state } = operation.ask()
              if (state !== 'running') return end(options, state)
              const moved = options.movesUrl && { location: toLocation(options, job, next) }
              const headers = { ...moved, ...toRetryAfter(options, 2) }
              return { status: running, headers, ...(hasBody && { body: { status: word } }) }
            },
          },
          {
            method: 'GET',
            path: /^\/reports\/r-1$/,
            answer: () =>
              operations.all().some((one) => one.look().state === 'completed')
                ? { status: 200, body: REPORT }
                : undefined,
          },
        ],
      ),
  }
}

// https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3 and #section-15.4.4
export const locationSeeOther = createLocationPattern({
  name: 'Location, 202 until a 303',
  running: 202,
  done: 303,
})
export const locationInPlace = createLocationPattern({
  name: 'Location, 202 until a 200',
  running: 202,
  done: 200,
})
// https://learn.microsoft.com/en-us/azure/architecture/patterns/asynchronous-request-reply
export const locationFound = createLocationPattern({
  name: 'Location, 200 until a 302',
  running: 200,
  done: 302,
})
