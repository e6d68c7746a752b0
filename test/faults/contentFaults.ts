import type { FaultRow } from './faultRow.ts'
import { COMPLETED, ends, no, passes, PENDING, retrying, said, sees, unnoticed } from './faultRow.ts'

const SLOWER = { waits: [30] }
const STATUS = 'contract of status'
const DEEP = 100_000

/** JSON that breaks the contract. */
export const CONTENT_FAULTS: readonly FaultRow[] = [
  passes('omits `status`', { body: '{"operationId":"op_1"}' }, STATUS, SLOWER),
  passes('sends a number as `status`', { body: '{"status":1}' }, STATUS, SLOWER),
  passes('sends null as `status`', { body: '{"status":null}' }, STATUS, SLOWER),
  passes('sends an empty `status`', { body: '{"status":""}' }, STATUS, SLOWER),
  passes('sends an object as `status`', { body: '{"status":{"status":"COMPLETED"}}' }, STATUS, SLOWER),
  passes('sends a JSON array', { body: '[{"status":"COMPLETED"}]' }, STATUS, SLOWER),
  passes('sends a JSON null', { body: 'null' }, STATUS, SLOWER),
  passes('sends a JSON string', { body: '"COMPLETED"' }, STATUS, SLOWER),
  passes(
    'hides `status` under `__proto__`',
    { body: '{"__proto__":{"status":"COMPLETED"}}' },
    STATUS,
    SLOWER,
  ),
  unnoticed('sends `__proto__` and `constructor` beside `status`', {
    body: '{"__proto__":{"status":"FAILED"},"constructor":{"prototype":{"status":"FAILED"}},"status":"PENDING"}',
  }),
  passes(
    "returns another operation's ID",
    { body: '{"operationId":"op_2","status":"COMPLETED"}' },
    'contract of operationId',
    SLOWER,
  ),
  unnoticed('nests 100 000 arrays in its JSON', {
    body: `{"status":"PENDING","related":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`,
  }),
  unnoticed('says RUNNING', said('RUNNING'), { sees: sees('PENDING "RUNNING"', 'COMPLETED') }),
  unnoticed('says an unknown word', said('ARCHIVING'), {
    sees: sees('PENDING "ARCHIVING"', 'COMPLETED'),
  }),
  unnoticed('says `constructor` as its status', said('constructor'), {
    sees: sees('PENDING "constructor"', 'COMPLETED'),
  }),
  unnoticed('says `completed` in lowercase', said('completed'), {
    sees: sees('PENDING "completed"', 'COMPLETED'),
  }),
  ends('says its own word for COMPLETED', said('Succeeded'), 'COMPLETED'),
  ends(
    'says FAILED',
    said('FAILED', { fields: { error: { title: 'No such store' } } }),
    'FAILED "No such store"',
  ),
  ends('says FAILED without a reason', said('FAILED'), 'FAILED "FAILED"'),
  ends(
    'says FAILED with a reason that is a number',
    said('FAILED', { fields: { error: 7 } }),
    'FAILED "FAILED"',
  ),
  ends('says CANCELLED', said('CANCELLED'), 'CANCELLED'),
  {
    does: 'says COMPLETED and would then say PENDING',
    answers: [COMPLETED, PENDING],
    person: 'asks',
    sees: sees('COMPLETED'),
    polls: 1,
  },
  {
    does: 'says FAILED and would then say COMPLETED',
    answers: [said('FAILED'), COMPLETED],
    person: 'asks',
    sees: sees('FAILED "FAILED"'),
    polls: 1,
  },
  unnoticed('says PENDING six minutes after the 202', PENDING, {
    acceptedAgoMs: 360_000,
    sees: sees('PENDING stuck', 'COMPLETED'),
    waits: [30],
  }),
  {
    does: 'would say COMPLETED a day after the 202',
    answers: [COMPLETED],
    acceptedAgoMs: 86_400_000,
    sees: sees('COMPLETED'),
    waits: [],
    polls: 1,
  },
  {
    does: 'sends the same response three times',
    answers: [PENDING, PENDING, PENDING, COMPLETED],
    sees: sees('COMPLETED'),
    waits: [1, 1.5, 2.25],
    polls: 4,
  },
  {
    does: 'resets the connection after RUNNING and says RUNNING again',
    answers: [said('RUNNING'), { how: 'reset' }, said('RUNNING'), COMPLETED],
    sees: sees('PENDING "RUNNING"', 'PENDING "RUNNING" retrying (network)', 'PENDING "RUNNING"', 'COMPLETED'),
    waits: [1, 1, 1.5],
    polls: 4,
  },
  {
    does: 'fails four times in a row, each time in a different way',
    answers: [no(500), { how: 'reset' }, { body: '<' }, no(429, { 'retry-after': '2' }), COMPLETED],
    sees: sees(
      retrying('server'),
      retrying('network'),
      retrying('body'),
      retrying('rateLimited'),
      'COMPLETED',
    ),
    waits: [1, 2, 4, 2],
    polls: 5,
    asked: 2,
  },
]
