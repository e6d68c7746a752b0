import { setTimeout as sleep } from 'node:timers/promises'

import type { BrowserContext } from 'playwright'

import type { ForeignWorld } from './foreignServer.ts'
import type { Note } from './historyNotebook.ts'
import { createNotebook, readNames } from './historyNotebook.ts'
import type { Kind, Plan, Step, Trouble } from './historyPlan.ts'
import { KINDS } from './historyPlan.ts'
import type { Tab, View } from './historyTab.ts'
import { openTab } from './historyTab.ts'
import type { End } from './historyVerdict.ts'
import { isShown, judge, shownNames } from './historyVerdict.ts'

/** A page that has not died at its moment by then never comes there. */
const LONGEST_LIFE_MS = 700
/** Every attempt of a submission, with every timeout. */
const PATIENCE_MS = 15_000
/** So soon after a sign-out nothing of it is shown any more. */
const GRACE_MS = 500
/** Less than a journal keeps an intent. */
const LONGEST_AWAY_MS = 23.75 * 3_600_000
const MAX_TABS = 3

/** The browser of a person. */
export interface Machine {
  readonly context: () => BrowserContext
  /** Kills the browser and starts it again; a browser that others use too cannot be killed. */
  readonly restart: (() => Promise<void>) | undefined
}

/** Lives one history. What went wrong is the answer, a sentence each. */
export async function live(plan: Plan, machine: Machine, world: ForeignWorld, query = ''): Promise<string[]> {
  const life = createLife(plan, machine, world, query)
  try {
    await life.begin()
    for (const step of plan.steps) {
      await life.take(step)
      await life.look()
    }
    const end = await life.end()
    const wrongs = judge(life.notebook, world, end)
    return wrongs.length > 0 ? [...wrongs, toTranscript(world)] : wrongs
  } catch (error) {
    return [...life.notebook.wrongs, String(error), toTranscript(world)]
  } finally {
    world.heal()
  }
}

/** What arrived at the server, for whoever wants to know how it came to that. */
function toTranscript({ arrivals }: ForeignWorld): string {
  const lines = arrivals.map(
    ({ at, name, session, key = 'no key', fault = 'no fault', status = 'no answer' }) =>
      [`${at - (arrivals[0]?.at ?? 0)} ms`, name, `from ${session}`, key.slice(-6), fault, status].join(', '),
  )
  return ['Arrivals:', ...lines].join('\n  ')
}

function createLife(plan: Plan, machine: Machine, world: ForeignWorld, query: string) {
  const notebook = createNotebook(world)
  const { notes, hear, complain } = notebook
  let tabs: Tab[] = []
  let awayMs = 0
  let sessionCount = 0
  /** Who is signed in, by application. */
  const sessions = new Map<string, string>()
  /** On the wall. */
  const endedAt = new Map<string, number>()

  const sessionOf = (base: string) => sessions.get(base) ?? ''
  const tabsOf = (base: string) => tabs.filter((tab) => tab.isThere() && tab.base === base)

  async function signIn(base: string, user: string): Promise<string> {
    const session = nextSession(user)
    await enter(base, session)
    return session
  }

  function nextSession(user: string) {
    sessionCount += 1
    return `${user}.${sessionCount}`
  }

  async function enter(base: string, session: string) {
    await machine.context().addCookies([{ name: 'sid', value: session, url: `${world.url}/${base}/` }])
    const before = sessionOf(base)
    if (before !== '' && before !== session) endedAt.set(before, Date.now())
    sessions.set(base, session)
  }

  async function open(base: string): Promise<Tab> {
    const tab = await openTab(machine.context(), world, base, query)
    tabs.push(tab)
    return tab
  }

  /** Any of the tabs, as its page is to be used: one that is dead, or of an earlier session, is loaded again. */
  async function use(index: number): Promise<Tab> {
    tabs = tabs.filter((tab) => tab.isThere())
    const tab = tabs[index % Math.max(1, tabs.length)] ?? (await open('x'))
    const { isDead, session } = await tab.view()
    if (isDead || session !== sessionOf(tab.base)) await tab.reload()
    return tab
  }

  /** The person sees what all tabs show. */
  async function look(): Promise<ReadonlyMap<Tab, View>> {
    const seen = new Map<Tab, View>()
    for (const tab of tabs.filter((one) => one.isThere())) {
      const view = await tab.view()
      if (view.isDead) continue
      seen.set(tab, view)
      checkShown(tab, view)
      if (view.session === sessionOf(tab.base) && !view.isBusy)
        for (const kind of KINDS) note(tab, view, kind)
    }
    return seen
  }

  function checkShown(tab: Tab, view: View) {
    const viewer = view.session.replace(/\..*/, '')
    for (const { name, user, session, base } of readNames(shownNames(view).join(' '))) {
      const isLive = sessionOf(base) === session
      const isLate = Date.now() - (endedAt.get(session) ?? Infinity) > GRACE_MS
      if (base !== tab.base || (isLive && user !== viewer))
        complain(`Foreign: "${name}" is shown at ${tab.base}, to ${view.session}.`)
      else if (!isLive && isLate)
        complain(`Foreign: "${name}" is shown after its sign-out, to ${view.session}.`)
    }
  }

  /** What a form says of what was submitted in it last. */
  function note(tab: Tab, { forms, unconfirmed }: View, kind: Kind) {
    const sent = tab.sent.get(kind)
    const { state, accepted, isEdited } = forms[kind]
    if (!sent || sent.isSeen || state === 'idle' || state === 'submitting') return
    sent.isSeen = true
    const { name } = sent
    if (state === 'accepted') {
      if (accepted !== '') hear(accepted, 'accepted')
      if (accepted !== name) hear(name, isEdited ? 'not sent' : 'accepted')
    } else if (state === 'unconfirmed')
      hear(name, unconfirmed.some(({ label }) => label === name) ? 'unknown' : 'not sent')
    else hear(name, state === 'refused' ? 'refused' : 'not sent')
  }

  async function untilRest(tab: Tab): Promise<View> {
    const endsAt = Date.now() + PATIENCE_MS
    for (;;) {
      const view = await tab.view()
      if (!view.isBusy) {
        await look()
        return view
      }
      if (Date.now() > endsAt) throw new Error(`Still busy after ${PATIENCE_MS} ms: ${JSON.stringify(view)}`)
      await sleep(30)
    }
  }

  async function send(tab: Tab, wish: Note, clicks = 1) {
    wish.word = 'sent'
    tab.sent.set(wish.kind, { name: wish.name, isSeen: false })
    await tab.submit(wish.kind, wish.name, `v${wish.version}`, clicks)
  }

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
    await look()
    await leave(tab, crash.how)
  }

  /** The page of the tab goes; the person comes back, and looks for what was under way. */
  async function leave(tab: Tab, how: 'reload' | 'close' | 'crash' | 'kill') {
    const isKill = how === 'kill' && machine.restart !== undefined
    const gone = isKill ? tabs : [tab]
    const names = gone.flatMap((one) => [...one.sent.values()]).map(({ name }) => name)
    if (isKill) {
      await machine.restart?.()
      tabs = []
      // Cookies reach the disk late too.
      for (const [base, session] of sessions) await enter(base, session)
    } else if (how === 'reload') await tab.reload()
    else await (how === 'close' ? tab.close() : tab.crash())
    const back = how === 'reload' ? tab : await open(tab.base)
    for (const name of new Set(names)) await lookFor(name, back)
  }

  async function lookFor(name: string, tab: Tab) {
    const wish = notes.get(name)
    if (!wish || wish.base !== tab.base || wish.session !== sessionOf(wish.base)) return
    if (wish.word !== 'sent' && wish.word !== 'accepted' && wish.word !== 'unknown') return
    if (await hasTrace(name, tab.base)) return
    if (wish.word === 'accepted') return
    if (notebook.isOut(name)) complain(`Lost: "${name}" has left no trace.`)
    // Anybody would do it again.
    await send(tab, wish)
    await untilRest(tab)
  }

  async function hasTrace(name: string, base: string): Promise<boolean> {
    const beganAt = Date.now()
    for (;;) {
      const views = [...(await look())].filter(([tab]) => tab.base === base).map(([, view]) => view)
      if (views.some((view) => isShown(name, view))) return true
      const isQuiet = views.every(({ isBusy, isSettled }) => isSettled && !isBusy)
      const waitedMs = Date.now() - beganAt
      if (isQuiet && waitedMs > (notebook.isOut(name) ? 3_000 : 600)) return false
      if (waitedMs > PATIENCE_MS) return false
      await sleep(30)
    }
  }

  /** What the person fills in next: what was refused, what is open, or something new. */
  function choose(tab: Tab, { forms, unconfirmed }: View, step: Extract<Step, { do: 'submit' }>): Note {
    const { kind, isEdited, clicks } = step
    const last = notes.get(tab.sent.get(kind)?.name ?? '')
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
    const tab = await use(step.tab)
    const view = await tab.view()
    const last = notes.get(tab.sent.get(step.kind)?.name ?? '')
    const isImpatient = view.forms[step.kind].state === 'submitting' && last && !step.isEdited
    if (isImpatient) return act(tab, step, () => send(tab, last, step.clicks))
    const wish = choose(tab, await untilRest(tab), step)
    return act(tab, step, () => send(tab, wish, step.clicks))
  }

  async function sendAgain(step: Extract<Step, { do: 'send again' }>) {
    const tab = await use(step.tab)
    const first = (await untilRest(tab)).unconfirmed[0]
    if (!first) return
    await act(tab, step, async () => ask(tab, first.label))
  }

  function ask(tab: Tab, name: string): Promise<void> {
    for (const sent of tab.sent.values()) if (sent.name === name) sent.isSeen = false
    return tab.press('unconfirmed', name, 'first')
  }

  async function signOut({ tab: index, isSame, how }: Extract<Step, { do: 'sign out' }>) {
    const tab = await use(index)
    const { base } = tab
    const user = sessionOf(base).replace(/\..*/, '')
    const next = isSame && how !== 'props' ? user : user === 'mara' ? 'noor' : 'mara'
    for (const one of tabsOf(base)) one.sent.clear()
    if (how === 'props') {
      const session = nextSession(next)
      await tab.changeSession(session)
      // The server takes its time to sign somebody in.
      await sleep(150)
      await enter(base, session)
      return
    }
    await tab.clear()
    const endsAt = Date.now() + PATIENCE_MS
    while ((await tab.view()).isBusy && Date.now() < endsAt) await sleep(10)
    const session = await signIn(base, next)
    await (how === 'clear and props' ? tab.changeSession(session) : tab.reload())
  }

  async function take(step: Step) {
    switch (step.do) {
      case 'submit':
        return submit(step)
      case 'send again':
        return sendAgain(step)
      case 'sign out':
        return signOut(step)
      case 'open':
        if (tabs.filter((tab) => tab.isThere()).length < MAX_TABS) await open(step.base)
        return undefined
      case 'duplicate': {
        const tab = await use(step.tab)
        if (tabs.length < MAX_TABS) tabs.push(await tab.duplicate())
        return undefined
      }
      case 'close':
        return (await use(step.tab)).close()
      case 'discard': {
        const tab = await use(step.tab)
        const [first] = (await untilRest(tab)).unconfirmed
        if (first) {
          await tab.press('unconfirmed', first.label, 'last')
          hear(first.label, 'discarded')
        }
        return undefined
      }
      case 'go away': {
        const tab = await use(step.tab)
        // Longer than a key is known, where the clock of the page was wrong.
        const ms = plan.pageAheadMs > 0 && step.ms > LONGEST_AWAY_MS / 2 ? step.ms + 3_600_000 : step.ms
        if (awayMs + step.ms < LONGEST_AWAY_MS) {
          awayMs += step.ms
          world.skip(ms)
        }
        return leave(tab, step.how)
      }
      case 'wait':
        return sleep(step.ms)
    }
  }

  /** All is well again; the person goes on until there is nothing left to do, and then looks at it on a new page. */
  async function end(): Promise<End> {
    world.heal()
    await world.idle()
    const asked = new Map<string, number>()
    const bases = new Set(['x', ...[...notes.values()].map(({ base }) => base)])
    for (const tab of tabs.filter((one) => one.isThere())) {
      const { session, isDead } = await tab.view()
      if (isDead || session !== sessionOf(tab.base)) await tab.reload()
    }
    for (const base of bases) if (tabsOf(base).length === 0) await open(base)
    const endsAt = Date.now() + PATIENCE_MS
    while (await goOn(asked)) {
      if (Date.now() > endsAt) {
        const views = [...(await look()).values()]
        throw new Error(`It does not end: ${JSON.stringify(views)}`)
      }
      await sleep(30)
    }
    await world.idle()
    return readEnd(bases)
  }

  /** @returns whether there was something left to do */
  async function goOn(asked: Map<string, number>): Promise<boolean> {
    let isBusy = false
    for (const [tab, view] of await look()) {
      const blocked = KINDS.find((kind) => view.forms[kind].state === 'blocked')
      const again = notes.get(tab.sent.get(blocked ?? 'thing')?.name ?? '')
      const times = (name: string) => asked.get(name) ?? 0
      const open = view.unconfirmed.find(({ label, canSendAgain }) => times(label) < (canSendAgain ? 5 : 1))
      const isRunning = view.operations.some(({ status }) => !/^(COMPLETED|FAILED|CANCELLED)$/.test(status))
      isBusy ||= view.isBusy || !view.isSettled || isRunning
      if (view.isBusy) continue
      if (blocked && again?.word === 'not sent') {
        isBusy = true
        await send(tab, again)
      } else if (open) {
        isBusy = true
        asked.set(open.label, times(open.label) + 1)
        await ask(tab, open.label)
      }
    }
    return isBusy
  }

  async function readEnd(bases: ReadonlySet<string>): Promise<End> {
    let stored = ''
    for (const tab of tabs.filter((one) => one.isThere())) {
      const { shared, own } = await tab.dump()
      stored += ` ${shared} ${own}`
      await tab.close()
    }
    const views = new Map<string, View>()
    for (const base of bases) {
      const tab = await open(base)
      const own = [...notes.values()].filter((one) => one.base === base && one.session === sessionOf(base))
      const endsAt = Date.now() + 1_500
      for (;;) {
        const view = await tab.view()
        checkShown(tab, view)
        views.set(base, view)
        const isRunning = view.operations.some(({ status }) => /^(LOADING|PENDING)$/.test(status))
        const isWhole = own.every(({ name }) => isShown(name, view) || !notebook.isOut(name))
        if ((view.isSettled && isWhole && !isRunning) || Date.now() > endsAt) break
        await sleep(30)
      }
    }
    return { views, sessions, stored }
  }

  return {
    notebook,
    take,
    look,
    end,
    async begin() {
      await signIn('x', 'mara')
      await signIn('y', 'mara')
      await open('x')
    },
  }
}
