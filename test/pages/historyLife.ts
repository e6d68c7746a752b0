import { setTimeout as sleep } from 'node:timers/promises'

import { toUser } from './foreignApi.ts'
import type { ForeignWorld } from './foreignServer.ts'
import { comeToTheEnd } from './historyEnd.ts'
import type { Note, Notebook } from './historyNotebook.ts'
import { createNotebook } from './historyNotebook.ts'
import type { Machine, Person } from './historyPerson.ts'
import { createPerson, PATIENCE_MS } from './historyPerson.ts'
import type { Plan, Step, Trouble } from './historyPlan.ts'
import type { Tab, View } from './historyTab.ts'
import { judge } from './historyVerdict.ts'

/** A page that has not died by then never reaches its moment, in ms. */
const LONGEST_LIFE_MS = 700
/** Shorter than a journal keeps an intent. */
const LONGEST_AWAY_MS = 23.75 * 3_600_000
const HOUR_MS = 3_600_000
const MAX_TABS = 3
/** From the change of the scope in a live page to the cookie of the next user, in ms. */
const SIGN_IN_MS = 300

/** Plays one history and returns what went wrong, one sentence each. */
export async function live(
  plan: Plan,
  machine: Machine,
  world: ForeignWorld,
  query = '',
): Promise<readonly string[]> {
  const notebook = createNotebook(world)
  const person = createPerson(machine, world, notebook, query)
  const take = createLife(plan, person, world, notebook)
  try {
    for (const base of ['x', 'y']) await person.enter(base, person.nextSession('mara'))
    await person.open('x')
    for (const step of plan.steps) {
      await take(step)
      await person.look()
    }
    const isSameTab = plan.setting === 'store full'
    const mayPushOut = plan.setting === 'old ones'
    // On a busy machine, a page takes a while to show everything. One without a journal never does.
    const lookMs = query === '' ? PATIENCE_MS : 1_500
    const end = await comeToTheEnd(person, world, notebook, { isSameTab, mayPushOut, lookMs })
    const wrongs = judge(notebook, world, end)
    return wrongs.length > 0 ? [...wrongs, toTranscript(world)] : wrongs
  } catch (error) {
    return [...notebook.wrongs, String(error), toTranscript(world)]
  } finally {
    world.heal()
  }
}

/** What arrived at the server, to explain a failure. */
function toTranscript({ arrivals }: ForeignWorld): string {
  const beganAt = arrivals[0]?.at ?? 0
  const lines = arrivals.map(
    ({ at, name, session, key = 'no key', fault = 'no fault', status = 'no answer' }) =>
      `${at - beganAt} ms, ${name}, from ${session}, ${key.slice(-6)}, ${fault}, ${status}`,
  )
  return ['Arrivals:', ...lines].join('\n  ')
}

/** @returns a function that takes one step of the history */
function createLife(plan: Plan, person: Person, world: ForeignWorld, notebook: Notebook) {
  const { notes } = notebook
  const { pick, untilRest, send } = person
  let awayMs = 0

  const sessionOf = (base: string) => person.sessions.get(base) ?? ''
  const lastOf = (tab: Tab, kind: Note['kind']) => notes.get(tab.sent.get(kind)?.name ?? '')

  async function act(
    tab: Tab,
    { faults, readFaults, crash, isPatient }: Trouble,
    press: () => Promise<void>,
  ) {
    world.plan(faults, readFaults)
    if (!crash) {
      await press()
      if (isPatient) await untilRest(tab)
      return
    }
    if ('effect' in crash.at) {
      await tab.dieAfter(crash.at.effect)
      await press()
      const endsAt = Date.now() + LONGEST_LIFE_MS
      while (Date.now() < endsAt && !(await tab.view()).isDead) await sleep(20)
    } else {
      await press()
      await sleep(crash.at.ms)
    }
    await person.look()
    await person.leave(tab, crash.how)
  }

  /** What the person fills in next: a refused intent, an unconfirmed one, or a new one. */
  function choose(tab: Tab, { forms, unconfirmed }: View, step: Extract<Step, { do: 'submit' }>): Note {
    const { kind, isEdited, clicks } = step
    const last = lastOf(tab, kind)
    const open = unconfirmed.map(({ label }) => notes.get(label)).find((one) => one?.kind === kind)
    const isOpen = forms[kind].state === 'unconfirmed'
    const again = isOpen ? (last?.word === 'unknown' ? last : open) : last
    const mayGoOn = isOpen || again?.word === 'refused' || again?.word === 'not sent'
    const isOther = isOpen && isEdited && clicks === 1
    if (!again || !mayGoOn || isOther) return notebook.begin(kind, tab.base, sessionOf(tab.base))
    if (isEdited || again.word === 'refused') again.version += 1
    return again
  }

  async function submit(step: Extract<Step, { do: 'submit' }>) {
    const tab = await pick(step.tab)
    const view = await tab.view()
    const last = lastOf(tab, step.kind)
    // Impatient: submits the same again while it is under way.
    const isImpatient = view.forms[step.kind].state === 'submitting' && !step.isEdited
    const wish = isImpatient && last ? last : choose(tab, await untilRest(tab), step)
    await act(tab, step, () => send(tab, wish, step.clicks))
  }

  async function firstUnconfirmed(tab: Tab): Promise<string | undefined> {
    return (await untilRest(tab)).unconfirmed[0]?.label
  }

  async function signOut({ tab: index, isSame, how }: Extract<Step, { do: 'sign out' }>) {
    const tab = await pick(index)
    const { base } = tab
    const user = toUser(sessionOf(base))
    const other = user === 'mara' ? 'noor' : 'mara'
    // Setting the same scope again would change nothing.
    const session = person.nextSession(isSame && how !== 'props' ? user : other)
    for (const one of person.tabs()) if (one.base === base) one.sent.clear()
    if (how === 'props') {
      await tab.changeSession(session)
      const isOther = async () => (await tab.view()).session !== session
      for (const endsAt = Date.now() + PATIENCE_MS; (await isOther()) && Date.now() < endsAt;) await sleep(10)
      // The server takes a while to sign a user in.
      await sleep(SIGN_IN_MS)
      await person.enter(base, session)
      return
    }
    await tab.clear()
    const endsAt = Date.now() + PATIENCE_MS
    while ((await tab.view()).isClearing && Date.now() < endsAt) await sleep(10)
    await person.enter(base, session)
    await (how === 'clear and props' ? tab.changeSession(session) : tab.reload())
  }

  async function goAway({ tab: index, how, ms }: Extract<Step, { do: 'go away' }>) {
    const tab = await pick(index)
    if (awayMs + ms < LONGEST_AWAY_MS) {
      awayMs += ms
      // A tab that stays open does not see this time pass, and would send a key that it takes for new.
      const isAlone = person.tabs().length === 1
      const wasWrong = plan.pageAheadMs > 0 && ms > 12 * HOUR_MS
      // If the clock of the page was wrong: longer than the server remembers a key.
      world.skip(wasWrong && isAlone ? ms + HOUR_MS : ms)
    }
    await person.leave(tab, how)
  }

  return async function take(step: Step): Promise<void> {
    const tab = 'tab' in step && step.do !== 'submit' ? await pick(step.tab) : undefined
    if (step.do === 'submit') await submit(step)
    else if (step.do === 'sign out') await signOut(step)
    else if (step.do === 'go away') await goAway(step)
    else if (step.do === 'wait') await sleep(step.ms)
    else if (step.do === 'open') {
      if (person.tabs().length < MAX_TABS) await person.open(step.base)
    } else if (!tab) return
    else if (step.do === 'duplicate') {
      if (person.tabs().length < MAX_TABS) await person.duplicate(tab)
    } else if (step.do === 'close') await tab.close()
    else if (step.do === 'watch old') await tab.watchOld()
    else {
      const name = await firstUnconfirmed(tab)
      if (name === undefined) return
      if (step.do === 'send again') await act(tab, step, () => person.ask(tab, name))
      else {
        await tab.press('unconfirmed', name, 'last')
        notebook.hear(name, 'discarded')
      }
    }
  }
}
