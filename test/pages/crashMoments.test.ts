import { setTimeout as sleep } from 'node:timers/promises'

import { checkIntents } from 'react-accepted/simulator'
import { describe, expect, it } from 'vitest'

import type { Moment } from './crashMoments.ts'
import { MOMENTS } from './crashMoments.ts'
import type { HowGone, Person, View } from './crashPerson.ts'
import { SPEED } from './crashServer.ts'
import { setUpCrash } from './setUpCrash.ts'

/** By then the operation has ended. */
const OPERATION_MS = 6_000 / SPEED

/**
 * What the user finds. `nothing`: the click had no effect and is repeated. If the intent is not confirmed,
 * *Send again* looks it up by its name.
 */
type Finding = 'nothing' | 'it goes on' | 'not confirmed: found' | 'not confirmed: notFound'

/** In the reloaded tab, and in a new one, which no longer has the request. */
const FINDINGS: Readonly<Record<Moment, Readonly<Record<HowGone, Finding>>>> = {
  'before the request is kept': { reload: 'nothing', 'new tab': 'nothing' },
  'before the intent is written': { reload: 'nothing', 'new tab': 'nothing' },
  'before it is known that the intent is written': {
    reload: 'it goes on',
    'new tab': 'not confirmed: notFound',
  },
  'before the request leaves': { reload: 'it goes on', 'new tab': 'not confirmed: notFound' },
  'while the request is on its way': { reload: 'it goes on', 'new tab': 'not confirmed: found' },
  'while the answer is on its way': { reload: 'it goes on', 'new tab': 'not confirmed: found' },
  'before the answer is read': { reload: 'it goes on', 'new tab': 'not confirmed: found' },
  'before the operation is written': { reload: 'it goes on', 'new tab': 'not confirmed: found' },
  'before the intent is removed': { reload: 'it goes on', 'new tab': 'not confirmed: found' },
  'before it is known that the operation is written': { reload: 'it goes on', 'new tab': 'it goes on' },
  'before the request is given up': { reload: 'it goes on', 'new tab': 'it goes on' },
  'before the first poll leaves': { reload: 'it goes on', 'new tab': 'it goes on' },
  'before the poll is read': { reload: 'it goes on', 'new tab': 'it goes on' },
  'before the end is written': { reload: 'it goes on', 'new tab': 'it goes on' },
  'before the end is told': { reload: 'it goes on', 'new tab': 'it goes on' },
}

/** At these moments the request had already been sent. It is sent again with the same key. */
const SENT_TWICE = MOMENTS.slice(
  MOMENTS.indexOf('while the request is on its way'),
  MOMENTS.indexOf('before it is known that the operation is written'),
)

const { atPage } = setUpCrash()

describe.each(['reload', 'new tab'] as const)('a page that dies and is opened again (%s)', (how) => {
  it.each(MOMENTS)('shows the expected outcome if it died %s', async (moment) => {
    await atPage(async (person, world) => {
      const { died } = await person.dieAt(moment)
      await person.submit('A')
      await died
      await person.comeBack(how)
      world.release()

      const finding = await find(person)
      const isMade = finding !== 'not confirmed: notFound'
      // Only the page that records the end calls `onSettled`, so at most once. The user sees the end anyway.
      const isTold = !finding.startsWith('not confirmed') && moment !== 'before the end is told'
      const posts = world.log().filter(({ call }) => call === 'configurations.create')
      expect({
        finding,
        made: (await world.configurations()).filter((name) => name === 'A').length,
        posts: posts.length,
        keys: new Set(posts.map(({ idempotencyKey }) => idempotencyKey)).size,
        told: await told(person, isTold),
        violations: checkIntents(world.log()),
      }).toEqual({
        finding: FINDINGS[moment][how],
        made: isMade ? 1 : 0,
        posts: how === 'reload' && SENT_TWICE.includes(moment) ? 2 : isMade ? 1 : 0,
        keys: isMade ? 1 : 0,
        told: isTold ? ['A'] : [],
        violations: [],
      })
    })
  })
})

/** These moments exist without a journal too. */
const UNWRITTEN = MOMENTS.filter((moment) => /leaves$|way$|read$/.test(moment))

it.each(UNWRITTEN)('without a journal nothing is found after a page died %s', async (moment) => {
  await atPage(async (person, world) => {
    const { died } = await person.dieAt(moment)
    await person.submit('A')
    await died
    await person.comeBack('reload')
    world.release()
    const { operations, unconfirmed } = await person.until(({ isSettled }) => isSettled)
    expect([...operations, ...unconfirmed]).toEqual([])
  }, '?journal=off')
})

async function find(person: Person): Promise<Finding> {
  const isSilent = ({ isBusy, isSettled }: View) => !isBusy && isSettled
  const seen = await person.until((view) => hasOperation(view) || isUnconfirmed(view) || isSilent(view))
  if (isUnconfirmed(seen)) {
    await sleep(OPERATION_MS)
    await person.press('#unconfirmed button')
    const { unconfirmed } = await person.until((view) => view.unconfirmed[0]?.found !== '')
    return unconfirmed[0]?.found === 'found' ? 'not confirmed: found' : 'not confirmed: notFound'
  }
  if (!hasOperation(seen)) await person.submit('A')
  await person.until(({ operations }) => operations[0]?.resource === 'found')
  return hasOperation(seen) ? 'it goes on' : 'nothing'
}

/**
 * `onSettled` is called when the end is on disk, which takes longer on a busy one. A second call would follow
 * soon.
 */
async function told(person: Person, isAwaited: boolean): Promise<readonly string[]> {
  if (isAwaited) await person.until((view) => view.told.length > 0)
  await sleep(50)
  return (await person.view()).told
}

function hasOperation({ operations }: View): boolean {
  return operations.length > 0
}

function isUnconfirmed({ unconfirmed }: View): boolean {
  return unconfirmed.length > 0
}
