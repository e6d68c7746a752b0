import { setTimeout as sleep } from 'node:timers/promises'

import { checkIntents } from 'react-accepted/simulator'
import { describe, expect, it } from 'vitest'

import type { HowGone, Person, View } from './crashPerson.ts'
import type { World } from './crashServer.ts'
import { OLD_ID, SPEED } from './crashServer.ts'
import { setUpCrash } from './setUpCrash.ts'

const { atPage } = setUpCrash()

/** Of the two versions, only the first was created. */
const MADE_ONCE = {
  operations: [{ label: 'A', status: 'COMPLETED', resource: 'found' }],
  unconfirmed: [],
  configurations: ['Old Desk', 'A'],
  keys: 1,
  violations: [],
}
const WAYS = ['reload', 'new tab'] as const satisfies readonly HowGone[]

describe('an intent that timed out but was accepted, and then got a 401, is carried out once when the user', () => {
  it('signs in, edits the form and submits: the earlier version is the accepted one', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      world.heal()
      await submitEdited(person)
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('reloads the page, signs in, edits the form and submits', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      await person.comeBack('reload')
      await person.until(isUnconfirmed)
      world.heal()
      await submitEdited(person)
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('signs in and reloads the page: the operation is watched without further action', async () => {
    await atPage(async (person, world) => {
      await timeOutThenBeSignedOut(person, world)
      world.heal()
      await person.comeBack('reload')
      expect(await outcomeOf(person, world)).toEqual(MADE_ONCE)
    })
  })

  it('signs in and returns in another tab: a new form there is not sent, and the first intent is found', async () => {
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

it.each(WAYS)('an operation continues after a %s, and its request is not sent again', async (how) => {
  await atPage(async (person, world) => {
    // Longer than a page takes to load, so that the operation does not end while neither page is there.
    world.script({ on: 'configurations.create', fault: { kind: 'takes', ms: 30_000 } })
    await person.submit('A')
    // Until the acceptance is stored: before that, the intent is found again instead.
    await person.until(({ operations, isBusy }) => operations[0]?.status === 'PENDING' && !isBusy)
    await person.stored('operation')
    // On a busy machine, the first attempt may have timed out before.
    const sent = submissions(world)
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    await person.comeBack(how)
    const { operations, told } = await person.until(({ told: all }) => all.length > 0)
    expect(operations).toEqual([{ label: 'A', status: 'COMPLETED', resource: 'found' }])
    expect(told).toEqual(['A'])
    expect(submissions(world)).toEqual(sent)
  })
})

describe.each(WAYS)('a deletion without a response, after a %s', (how) => {
  it('is not sent again automatically', async () => {
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

it('a deletion without a response is sent again with its own key when the user chooses to', async () => {
  await atPage(async (person, world) => {
    await loseDeletion(person, world, 'reload')
    await person.press('#unconfirmed button')
    await person.until(({ operations }) => operations[0]?.status === 'COMPLETED')
    expect(new Set(submissions(world).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(await world.configurations()).toEqual([])
  }, `?deletes=${OLD_ID}`)
})

/** Attempt 1 is carried out, but its response never arrives. Attempt 2 gets a 401. */
async function timeOutThenBeSignedOut(person: Person, world: World) {
  void world.hold('answer')
  const signedOut = { kind: 'status', status: 401 } as const
  world.script({ on: 'configurations.create', skip: 1, times: 'always', fault: signedOut })
  await person.submit('A')
  const { form } = await person.until(isUnconfirmed)
  expect(form.state).toBe('unconfirmed')
  await person.stored('intent')
  expect(submissions(world).map(({ status }) => status)).toEqual([202, 401])
}

async function submitEdited(person: Person) {
  await person.submit('B')
  const { form } = await person.until(({ isBusy }) => !isBusy)
  expect(form).toEqual({ state: 'accepted', isEdited: true })
}

/** The state after the operation has ended. */
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
  await person.stored('intent')
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
