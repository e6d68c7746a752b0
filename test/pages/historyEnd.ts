import { setTimeout as sleep } from 'node:timers/promises'

import type { ForeignWorld } from './foreignServer.ts'
import type { Notebook } from './historyNotebook.ts'
import type { Person } from './historyPerson.ts'
import { TURN_MS } from './historyPerson.ts'
import { KINDS } from './historyPlan.ts'
import type { Tab, View } from './historyTab.ts'
import type { End } from './historyVerdict.ts'
import { findLost } from './historyVerdict.ts'

/** Longer than a busy machine takes to poll two hundred operations, in ms. */
const LONGEST_END_MS = 60_000

interface LastLook {
  /** Reloads the existing tab instead of opening a new one, because no other tab can know. */
  readonly isSameTab: boolean
  /** How long the last page may take to show everything, in ms. */
  readonly lookMs: number
}

/**
 * Removes all faults. The person continues until nothing is left to do, and then checks it all on a new page.
 */
export async function comeToTheEnd(
  person: Person,
  world: ForeignWorld,
  notebook: Notebook,
  { isSameTab, mayPushOut, lookMs }: Pick<End, 'mayPushOut'> & LastLook,
): Promise<End> {
  const { sessions, tabs } = person
  world.heal()
  await world.idle()
  const bases = new Set(['x', ...[...notebook.notes.values()].map(({ base }) => base)])
  for (const tab of tabs()) {
    const { session, isDead } = await tab.view()
    if (isDead || session !== sessions.get(tab.base)) await tab.reload()
  }
  for (const base of bases) if (tabs().every((tab) => tab.base !== base)) await person.open(base)
  const asked = new Map<string, number>()
  const endsAt = Date.now() + LONGEST_END_MS
  while (await goOn(person, notebook, asked)) {
    if (Date.now() > endsAt)
      throw new Error(`It does not end: ${JSON.stringify([...(await person.look()).values()])}`)
    await sleep(TURN_MS)
  }
  await world.idle()

  let stored = ''
  for (const tab of tabs()) {
    const { shared, own } = await tab.dump()
    stored += ` ${shared} ${own}`
    await (isSameTab ? tab.reload() : tab.close())
  }
  const views = new Map<string, View>()
  for (const base of bases) {
    const left = tabs().find((one) => one.base === base)
    const tab = isSameTab && left ? left : await person.open(base)
    const session = sessions.get(base)
    const isWhole = (view: View) =>
      findLost({ notebook, world, base, session, view, mayPushOut }).length === 0
    views.set(base, await lookUntil(tab, person, isWhole, lookMs))
  }
  return { views, sessions, stored, mayPushOut }
}

/** @returns whether there was something left to do */
async function goOn(person: Person, { notes }: Notebook, asked: Map<string, number>): Promise<boolean> {
  let isLeft = false
  for (const [tab, view] of await person.look()) {
    const blocked = KINDS.find((kind) => view.forms[kind].state === 'blocked')
    const again = notes.get(tab.sent.get(blocked ?? 'thing')?.name ?? '')
    const times = (name: string) => asked.get(name) ?? 0
    const open = view.unconfirmed.find(({ label, canSendAgain }) => times(label) < (canSendAgain ? 5 : 1))
    // A hidden page does not poll.
    const isRunning = !view.isHidden && view.operations.some(({ status }) => !isOver(status))
    isLeft ||= view.isBusy || !view.isSettled || isRunning
    if (view.isBusy) continue
    if (blocked && again?.word === 'not sent') {
      isLeft = true
      await person.send(tab, again)
    } else if (open) {
      isLeft = true
      asked.set(open.label, times(open.label) + 1)
      await person.ask(tab, open.label)
    } else if (isRunning) await tab.comeBack()
  }
  return isLeft
}

async function lookUntil(
  tab: Tab,
  person: Person,
  isWhole: (view: View) => boolean,
  lookMs: number,
): Promise<View> {
  const endsAt = Date.now() + lookMs
  for (;;) {
    const view = (await person.look()).get(tab)
    if (!view) throw new Error('The last page is dead')
    const isDone = view.operations.every(({ status }) => isOver(status))
    if ((view.isSettled && isDone && isWhole(view)) || Date.now() > endsAt) return view
    await sleep(TURN_MS)
  }
}

function isOver(status: string): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED'
}
