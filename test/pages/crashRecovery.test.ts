import { setTimeout as sleep } from 'node:timers/promises'

import { checkIntents } from 'react-accepted/simulator'
import { describe, expect, it } from 'vitest'

import { setUpCrash } from './crashKit.ts'
import type { HowGone, Person, View } from './crashPerson.ts'
import type { World } from './crashServer.ts'
import { OLD_ID, SPEED } from './crashServer.ts'

const { atPage } = setUpCrash()

/** Of the two versions, the first. */
const MADE_ONCE = {
  operations: [{ label: 'A', status: 'COMPLETED', resource: 'found' }],
  unconfirmed: [],
  configurations: ['Old Desk', 'A'],
  keys: 1,
  violations: [],
}
const WAYS = ['reload', 'new tab'] as const satisfies readonly HowGone[]

describe('what timed out but was accepted, and then met a 401, is made once, when the person', () => {
  it('signs in, edits the form and submits: the earlier version is what was accepted', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      world.heal()
      await submitEdited(person)
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('loads the page anew, signs in, edits the form and submits', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      await person.comeBack('reload')
      await person.until(isUnconfirmed)
      world.heal()
      await submitEdited(person)
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('signs in and loads the page anew: it is watched without a further word', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      world.heal()
      await person.comeBack('reload')
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('signs in and comes back in another tab: what is filled in there is not sent, and the first one found', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      world.heal()
      await person.comeBack('new tab')
      await person.until(isUnconfirmed)
      await person.submit('B')
      const { unconfirmed } = await person.until((view) => view.unconfirmed[0]?.found !== '')
      expect(unconfirmed).toEqual([{ label: 'A', canSendAgain: false, found: 'found' }])
      expect(await world.configurations()).toEqual(['Old Desk', 'A'])
      expect(checkIntents(world.log())).toEqual([])
    })
  })
})

it.each(WAYS)('what is under way goes on after a %s, and no request is made twice', async (how) => {
  await atPage(async (person, world) => {
    await person.submit('A')
    await person.until(({ operations }) => operations[0]?.status === 'PENDING')
    await person.comeBack(how)
    const { operations, told } = await person.until(({ told: all }) => all.length > 0)
    expect(operations).toEqual([{ label: 'A', status: 'COMPLETED', resource: 'found' }])
    expect(told).toEqual(['A'])
    expect(submissions(world)).toHaveLength(1)
  })
})

describe.each(WAYS)('a deletion that was never answered, after a %s', (how) => {
  it('is not sent again by itself', async () => {
    await atPage(async (person, world) => {
      await loseDeletion(person, world, how)
      // Longer than all retries of an intent would take.
      await sleep(40_000 / SPEED)
      const { unconfirmed } = await person.view()
      expect(unconfirmed).toEqual([{ label: 'Old Desk', canSendAgain: how === 'reload', found: '' }])
      expect(submissions(world)).toHaveLength(1)
      expect(await world.configurations()).toEqual(['Old Desk'])
    }, `?deletes=${OLD_ID}`)
  })
})

it('a deletion that was never answered is sent again when the person says so, under its own key', async () => {
  await atPage(async (person, world) => {
    await loseDeletion(person, world, 'reload')
    await person.press('#unconfirmed button')
    await person.until(({ operations }) => operations[0]?.status === 'COMPLETED')
    expect(new Set(submissions(world).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(await world.configurations()).toEqual([])
  }, `?deletes=${OLD_ID}`)
})

/** Attempt 1 is carried out, and its answer never comes. Attempt 2 finds that the sign-in has ended. */
async function timeOutThenBeSignedOut(person: Person, world: World) {
  void world.hold('answer')
  const signedOut = { kind: 'status', status: 401 } as const
  world.script({ on: 'configurations.create', skip: 1, times: 'always', fault: signedOut })
  await person.submit('A')
  const { form } = await person.until(isUnconfirmed)
  expect(form.state).toBe('unconfirmed')
  expect(submissions(world).map(({ status }) => status)).toEqual([202, 401])
}

async function submitEdited(person: Person) {
  await person.submit('B')
  const { form } = await person.until(({ isBusy }) => !isBusy)
  expect(form).toEqual({ state: 'accepted', isEdited: true })
}

/** Once it has ended. */
async function outcomeOf(person: Person, world: World) {
  const { operations, unconfirmed } = await person.until((view) => view.operations[0]?.resource === 'found')
  return {
    operations,
    unconfirmed,
    configurations: await world.configurations(),
    keys: new Set(submissions(world).map(({ idempotencyKey }) => idempotencyKey)).size,
    violations: checkIntents(world.log()),
  }
}

async function loseDeletion(person: Person, world: World, how: HowGone) {
  world.script({ on: 'configurations.delete', fault: { kind: 'dropBefore' } })
  const { died } = await person.dieAt('while the request is on its way')
  await person.press('#delete')
  await died
  await person.comeBack(how)
  world.release()
  await person.until(isUnconfirmed)
}

function isUnconfirmed({ unconfirmed, isBusy }: View): boolean {
  return unconfirmed.length > 0 && !isBusy
}

function submissions(world: World) {
  return world.log().filter(({ method }) => method !== 'GET')
}
