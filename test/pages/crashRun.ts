import { setTimeout as sleep } from 'node:timers/promises'

import type { BrowserContext } from 'playwright'
import { checkIntents } from 'react-accepted/simulator'

import type { Person, View } from './crashPerson.ts'
import { createPerson } from './crashPerson.ts'
import type { Plan, Step } from './crashPlan.ts'
import { FAULTS } from './crashPlan.ts'
import type { World } from './crashServer.ts'

/** A page that has not died at its moment by then never comes there. */
const LONGEST_LIFE_MS = 700
/** Less than a journal keeps an intent. */
const LONGEST_AWAY_MS = 23.75 * 3_600_000

type Trouble = Pick<Extract<Step, { do: 'submit' }>, 'faults' | 'pollFaults' | 'crash' | 'isPatient'>

/** Lives one history in a browser. What went wrong is the answer, a sentence each. */
export async function live(plan: Plan, context: BrowserContext, world: World, query = ''): Promise<string[]> {
  const person = await createPerson(context, world, query)
  try {
    const life = createLife(person, world)
    for (const step of plan.steps) await life.take(step)
    if (plan.atTheEnd !== 'stay') await life.comeBack(plan.atTheEnd)
    const seen = await life.end()
    return [...life.wrongs, ...(await judge(life.names, seen, world))]
  } catch (error) {
    return [String(error)]
  } finally {
    world.heal()
    await person.leave()
  }
}

/** Whether the person knows that this name was not made, or has given it up. */
type Names = Map<string, { isGivenUp: boolean }>

function createLife(person: Person, world: World) {
  const names: Names = new Map()
  const wrongs: string[] = []
  /** What stands in the form. */
  let typed: string | undefined
  let last: string | undefined
  let awayMs = 0

  const giveUp = (name: string | undefined) => {
    if (name !== undefined) names.set(name, { isGivenUp: true })
  }

  function send(name: string, clicks = 1) {
    names.set(name, { isGivenUp: false })
    typed = name
    last = name
    return person.submit(name, clicks)
  }

  /** The page said that what was filled in was not sent: an earlier version was, or is still open. */
  function note({ form, unconfirmed, isBusy }: View) {
    if (isBusy || typed === undefined) return
    const isAnothers = form.state === 'unconfirmed' && !unconfirmed.some(({ label }) => label === typed)
    if (form.isEdited || isAnothers || form.state === 'refused') giveUp(typed)
  }

  async function comeBack(how: 'reload' | 'new tab') {
    await person.comeBack(how)
    world.release()
    typed = undefined
    const name = last
    if (name === undefined || names.get(name)?.isGivenUp) return
    // One that is written down, and not shown, is being sent again.
    const isSilent = (view: View) => view.isSettled && !view.isBusy && !view.open.includes(name)
    const seen = await person.until((view) => hasTrace(view, name) || isSilent(view))
    if (hasTrace(seen, name)) return
    if (seen.left.includes(name) || wasSent(world, name)) wrongs.push(`Lost: "${name}" has left no trace.`)
    // Anybody would do it again.
    await send(name)
    note(await person.until(isAtRest))
  }

  async function act({ faults, pollFaults, crash, isPatient }: Trouble, press: () => Promise<void>) {
    world.script(
      ...faults.map((name) => ({ on: 'configurations.create' as const, fault: FAULTS[name] })),
      ...pollFaults.map((name) => ({ on: 'operations.get' as const, fault: FAULTS[name] })),
    )
    if (crash) {
      const { died } = typeof crash.at === 'number' ? { died: sleep(crash.at) } : await person.dieAt(crash.at)
      await press()
      await Promise.race([died.catch(() => undefined), sleep(LONGEST_LIFE_MS)])
      await comeBack(crash.how)
      return
    }
    await press()
    if (isPatient) note(await person.until(isAtRest))
  }

  /** Once the form is at rest: what is still open again, or something else. */
  async function fillIn({ isEdited, clicks }: Extract<Step, { do: 'submit' }>) {
    const seen = await person.until(isAtRest)
    note(seen)
    const { state } = seen.form
    const isOpen = state === 'blocked' || state === 'unconfirmed'
    const name = isOpen && !isEdited && typed ? typed : `N${names.size + 1}`
    // Blocked, as the page said; the person wants something else now.
    if (state === 'blocked' && name !== typed) giveUp(typed)
    return () => send(name, clicks)
  }

  async function take(step: Step) {
    const seen = await person.view()
    note(seen)
    const first = seen.unconfirmed[0]?.label
    if (step.do === 'submit') {
      // Impatient: the same once more, while it is on its way.
      const isImpatient = seen.isBusy && typed !== undefined && !step.isEdited
      await act(step, isImpatient ? person.clickAgain : await fillIn(step))
    } else if (step.do === 'send again') {
      if (first !== undefined) await act(step, () => person.press(buttonOf(first, 'first')))
    } else if (step.do === 'discard') {
      if (first === undefined || seen.isBusy) return
      giveUp(first)
      await person.press(buttonOf(first, 'last'))
    } else if (step.do === 'go away') {
      const ms = awayMs + step.ms < LONGEST_AWAY_MS ? step.ms : 0
      awayMs += ms
      if (step.how === 'new tab') await person.leave()
      world.skip(ms)
      await comeBack(step.how)
    } else await sleep(step.ms)
  }

  /** All is well again; the person goes on until there is nothing left to do. */
  async function end(): Promise<View> {
    world.heal()
    const asked = new Set<string>()
    const endsAt = Date.now() + 8_000
    for (;;) {
      const seen = await person.until(isAtRest)
      note(seen)
      const open = seen.unconfirmed.find(({ label, canSendAgain }) => canSendAgain || !asked.has(label))
      const isQuiet = seen.operations.every(isOver) && seen.open.every((label) => isUnconfirmed(seen, label))
      if (seen.form.state === 'blocked' && typed !== undefined) await send(typed)
      else if (open) {
        asked.add(open.label)
        await person.press(buttonOf(open.label, 'first'))
      } else if (isQuiet) return seen
      else await person.look()
      if (Date.now() > endsAt) throw new Error(`It does not end: ${JSON.stringify(seen)}`)
      await sleep(15)
    }
  }

  return { names, wrongs, take, comeBack, end }
}

/** Nothing lost, nothing twice: from what the server has, and what the page shows of it. */
async function judge(names: Names, seen: View, world: World): Promise<string[]> {
  const made = await world.configurations()
  const wrongs = checkIntents(world.log()).map(({ rule, message }) => `${rule}: ${message}`)
  for (const [name, { isGivenUp }] of names) {
    const count = made.filter((one) => one === name).length
    const isShown = isGivenUp || isUnconfirmed(seen, name)
    const end = count === 1 ? 'COMPLETED' : 'FAILED'
    const isKnown = seen.operations.some(({ label, status }) => label === name && status === end)
    if (count > 1) wrongs.push(`Doubled: "${name}" was made ${count} times.`)
    else if (!isShown && !isKnown)
      wrongs.push(`Lost: "${name}" was made ${count} times, and nothing says so.`)
  }
  for (const [index, label] of seen.told.entries()) {
    if (seen.told.indexOf(label) !== index) wrongs.push(`The application was told twice of "${label}".`)
  }
  return wrongs
}

function wasSent(world: World, name: string): boolean {
  return world.log().some(({ requestBody }) => requestBody?.includes(`"displayName":"${name}"`))
}

function hasTrace(seen: View, name: string): boolean {
  return seen.operations.some(({ label }) => label === name) || isUnconfirmed(seen, name)
}

function isUnconfirmed({ unconfirmed }: View, name: string): boolean {
  return unconfirmed.some(({ label }) => label === name)
}

function isAtRest({ isBusy, isDead }: View): boolean {
  return !isBusy && !isDead
}

function isOver({ status, resource }: View['operations'][number]): boolean {
  return status === 'COMPLETED' ? resource !== 'searching' : status === 'FAILED' || status === 'CANCELLED'
}

/** `first` sends again, `last` discards. */
function buttonOf(label: string, which: 'first' | 'last'): string {
  return `#unconfirmed li[data-label="${label}"] button:${which}-child`
}
