import type { Contract } from './contract.ts'
import { ENDED_AT, STARTED_AT } from './contract.ts'
import { duringPolls, openContract, toPercent, toRetryAfter, toRunningWord } from './operations.ts'

const ITEM = '01MOWKYVJML57KN2ANMBA3JZJS2MBGC7KM'
const ITEMS = '/v1.0/me/drive/items'
const MONITOR = '/_api/v2.0/monitor'

/** `Location` is on another host and is read without credentials. Its polls are all 202, the last one too. */
// https://learn.microsoft.com/en-us/graph/long-running-actions-overview
// https://learn.microsoft.com/en-us/graph/api/driveitem-copy
export const graphCopy: Contract = {
  name: 'Microsoft Graph, driveItem copy',
  submit: {
    method: 'POST',
    path: `${ITEMS}/01KDJMOTOM62V7WUDF2RFYU3XWCQYUBEHF/copy`,
    body: { name: 'plan (copy).txt' },
  },
  endings: ['completed', 'failed'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, () => 'inProgress'),
      completed: 'completed',
      failed: 'failed',
    },
    progress: duringPolls(options, (at) => toPercent(at, options) + 0.5),
    ...(options.ending === 'completed' && { resourceId: ITEM }),
    ...(options.ending === 'failed' && {
      problem: { code: 'nameAlreadyExists', detail: 'Name already exists' },
    }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `4A3407B5-88FC-4504-8B21-0AABD341271${number}` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${ITEMS}/\\w+/copy$`),
          answer() {
            const location = `${options.elsewhere ?? options.origin}${MONITOR}/${operations.begin()?.id}`
            return { status: 202, headers: { location } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${MONITOR}/([\\w-]+)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const { state, at } = operation.ask()
            if (state === 'completed') {
              const body = { percentageComplete: 100, resourceId: ITEM, status: 'completed' }
              return { status: 202, body }
            }
            if (state === 'failed') {
              const error = { code: 'nameAlreadyExists', message: 'Name already exists' }
              return {
                status: 202,
                body: { id, createdDateTime: '0001-01-01T00:00:00Z', status: 'failed', error },
              }
            }
            const percentageComplete = toPercent(at, options) + 0.5
            return { status: 202, body: { operation: 'ItemCopy', percentageComplete, status: 'inProgress' } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${ITEMS}/${ITEM}$`),
          answer: () =>
            operations.all().some((one) => one.look().state === 'completed')
              ? { status: 200, body: { id: ITEM, name: 'plan (copy).txt', size: 12019 } }
              : undefined,
        },
      ],
    ),
}

const ARCHIVES = '/v1.0/storage/archives'
const ARCHIVE = { id: '987', displayName: 'Image Archive' }
const STEPWISE_WORDS = ['notStarted', 'running']

/** The link to the result is in `resourceLocation`. */
// https://github.com/microsoft/api-guidelines/blob/vNext/graph/patterns/long-running-operations.md
export const graphStepwise: Contract = {
  name: 'Microsoft Graph, stepwise',
  submit: { method: 'POST', path: ARCHIVES, body: { displayName: 'Image Archive' } },
  endings: ['completed', 'failed'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(STEPWISE_WORDS, at)),
      completed: 'succeeded',
      failed: 'failed',
    },
    ...(options.ending === 'completed' && {
      resultLink: `${options.origin}${ARCHIVES}/${ARCHIVE.id}`,
      result: ARCHIVE,
    }),
    ...(options.ending === 'failed' && {
      problem: { code: 'quotaExceeded', detail: 'The quota is used up.' },
    }),
  }),
  open: (options) =>
    openContract(options, { endingsAtOnce: [], idOf: (number) => `12${number}` }, (operations) => [
      {
        method: 'POST',
        path: new RegExp(`^${ARCHIVES}$`),
        answer() {
          const location = `${options.origin}/v1.0/storage/operations/${operations.begin()?.id}`
          return { status: 202, headers: { location } }
        },
      },
      {
        method: 'GET',
        path: /^\/v1\.0\/storage\/operations\/(\w+)$/,
        answer(_, { id }) {
          const operation = operations.find(id)
          if (!operation) return undefined
          const { state, at } = operation.ask()
          const isRunning = state === 'running'
          const word = state === 'completed' ? 'succeeded' : 'failed'
          const body = {
            createdDateTime: STARTED_AT,
            lastActionDateTime: isRunning ? STARTED_AT : ENDED_AT,
            status: isRunning ? toRunningWord(STEPWISE_WORDS, at) : word,
            ...(state === 'completed' && { resourceLocation: `${options.origin}${ARCHIVES}/${ARCHIVE.id}` }),
            ...(state === 'failed' && { error: { code: 'quotaExceeded', message: 'The quota is used up.' } }),
          }
          return { status: 200, headers: isRunning ? toRetryAfter(options, 30) : {}, body }
        },
      },
      {
        method: 'GET',
        path: new RegExp(`^${ARCHIVES}/${ARCHIVE.id}$`),
        answer: () =>
          operations.all().some((one) => one.look().state === 'completed')
            ? { status: 200, body: ARCHIVE }
            : undefined,
      },
    ]),
}

const TEAM = 'dbd8de4f-5d47-48da-87f1-594bed003375'
const TEAMS_WORDS = ['notStarted', 'inProgress']

/**
 * `Location` is relative to the base URL, which really ends in `/v1.0`: here the origin stands for all of that.
 * The target is named from the start.
 */
// https://learn.microsoft.com/en-us/graph/api/resources/teamsasyncoperation
export const graphTeams: Contract = {
  name: 'Microsoft Graph, Teams',
  submit: { method: 'POST', path: '/teams', body: { displayName: 'Harbor' } },
  endings: ['completed', 'failed'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, (at) => toRunningWord(TEAMS_WORDS, at)),
      completed: 'succeeded',
      failed: 'failed',
    },
    resourceId: TEAM,
    ...(options.ending === 'completed' && {
      resultLink: `/teams('${TEAM}')`,
      result: { id: TEAM, displayName: 'Harbor' },
    }),
    ...(options.ending === 'failed' && {
      problem: { code: 'TeamUnavailable', detail: 'The team was not found.' },
    }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `3a6fdce1-c261-48bc-89de-1cfef658c0d${number}` },
      (operations) => [
        {
          method: 'POST',
          path: /^\/teams$/,
          answer() {
            const location = `/teams('${TEAM}')/operations('${operations.begin()?.id}')`
            return { status: 202, headers: { location, 'content-location': `/teams('${TEAM}')` } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^/teams\\('${TEAM}'\\)/operations\\('([\\w-]+)'\\)$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const { state, at } = operation.ask()
            const isRunning = state === 'running'
            const word = state === 'completed' ? 'succeeded' : 'failed'
            const error = { code: 'TeamUnavailable', message: 'The team was not found.' }
            const body = {
              id,
              operationType: 'createTeam',
              createdDateTime: STARTED_AT,
              lastActionDateTime: isRunning ? STARTED_AT : ENDED_AT,
              status: isRunning ? toRunningWord(TEAMS_WORDS, at) : word,
              attemptsCount: 1,
              targetResourceId: TEAM,
              targetResourceLocation: `/teams('${TEAM}')`,
              error: state === 'failed' ? error : null,
            }
            return { status: 200, body }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^/teams\\('${TEAM}'\\)$`),
          answer: () => ({ status: 200, body: { id: TEAM, displayName: 'Harbor' } }),
        },
      ],
    ),
}
