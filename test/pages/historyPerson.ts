import { setTimeout as sleep } from 'node:timers/promises'

import type { BrowserContext } from 'playwright'

import type { ForeignWorld } from './foreignServer.ts'
import type { Note, Notebook } from './historyNotebook.ts'
import { readNames } from './historyNotebook.ts'
import type { Kind } from './historyPlan.ts'
import { KINDS } from './historyPlan.ts'
import type { Tab, View } from './historyTab.ts'
import { openTab, shownNames } from './historyTab.ts'

/** Longer than all attempts of a submission with all their timeouts, in ms. */
export const PATIENCE_MS = 15_000
/** How often the person looks, in ms. */
export const TURN_MS = 60
/** This long after a sign-out, nothing of the session is shown any more, in ms. */
const GRACE_MS = 1_000
/**
 * How long the person looks for a trace of an intent, in ms. One not seen by the server may have left none.
 */
const SEARCH_MS = { unseen: 1_500, seen: 3_000 }

/** A person's browser. */
export interface Machine {
  readonly context: () => BrowserContext
  /** Kills the browser and starts it again; `undefined` for a browser that other histories share. */
  readonly restart: (() => Promise<void>) | undefined
}

/** A person with a browser, some tabs, and a sign-in at each application. */
export interface Person {
  /** The current session of each application. */
  readonly sessions: ReadonlyMap<string, string>
  /** The open tabs. */
  readonly tabs: () => readonly Tab[]
  readonly open: (base: string) => Promise<Tab>
  readonly duplicate: (tab: Tab) => Promise<void>
  /** One of the tabs. It is reloaded if its page is dead or belongs to an earlier session. */
  readonly pick: (index: number) => Promise<Tab>
  /** Reads all tabs and records what they show. */
  readonly look: () => Promise<ReadonlyMap<Tab, View>>
  readonly untilRest: (tab: Tab) => Promise<View>
  readonly send: (tab: Tab, wish: Note, clicks?: number) => Promise<void>
  /** Clicks *Send again* for an unconfirmed intent. */
  readonly ask: (tab: Tab, name: string) => Promise<void>
  /** Ends the page of a tab, comes back, and looks for what was under way. */
  readonly leave: (tab: Tab, how: HowGone) => Promise<void>
  readonly nextSession: (user: string) => string
  /** Signs this session in and the previous one out. */
  readonly enter: (base: string, session: string) => Promise<void>
}

export type HowGone = 'reload' | 'close' | 'crash' | 'kill'

export function createPerson(
  machine: Machine,
  world: ForeignWorld,
  notebook: Notebook,
  query: string,
): Person {
  const { notes, hear, complain } = notebook
  const sessions = new Map<string, string>()
  /** When each session ended, wall-clock epoch ms. */
  const endedAt = new Map<string, number>()
  let all: Tab[] = []
  let sessionCount = 0

  const tabs = () => all.filter((tab) => tab.isThere())
  const sessionOf = (base: string) => sessions.get(base) ?? ''

  async function enter(base: string, session: string) {
    const before = sessionOf(base)
    await machine.context().addCookies([{ name: 'sid', value: session, url: `${world.url}/${base}/` }])
    if (before !== '' && before !== session) endedAt.set(before, Date.now())
    sessions.set(base, session)
  }

  async function open(base: string): Promise<Tab> {
    const tab = await openTab(machine.context(), world, base, query)
    all = [...tabs(), tab]
    return tab
  }

  async function look(): Promise<ReadonlyMap<Tab, View>> {
    const seen = new Map<Tab, View>()
    for (const tab of tabs()) {
      const view = await tab.view()
      if (view.isDead) continue
      seen.set(tab, view)
      checkShown(tab, view)
      const isOwn = view.session === sessionOf(tab.base)
      for (const kind of isOwn && !view.isBusy ? KINDS : []) note(tab, view, kind)
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

  /** Records what a form says about its last submission. */
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
      await sleep(TURN_MS)
    }
  }

  async function send(tab: Tab, wish: Note, clicks = 1) {
    wish.word = 'sent'
    tab.sent.set(wish.kind, { name: wish.name, isSeen: false })
    await tab.submit(wish.kind, wish.name, `v${wish.version}`, clicks)
  }

  async function leave(tab: Tab, how: HowGone) {
    const isKill = how === 'kill' && machine.restart !== undefined
    const gone = isKill ? tabs() : [tab]
    const names = gone.flatMap((one) => [...one.sent.values()]).map(({ name }) => name)
    if (isKill) {
      await machine.restart?.()
      all = []
      // The killed browser may not have written its cookies to disk: sign in again.
      for (const [base, session] of sessions) await enter(base, session)
    } else if (how === 'reload') await tab.reload()
    else await (how === 'close' ? tab.close() : tab.crash())
    const back = how === 'reload' ? tab : await open(tab.base)
    for (const name of new Set(names)) await lookFor(name, back)
  }

  async function lookFor(name: string, tab: Tab) {
    const wish = notes.get(name)
    if (wish?.base !== tab.base || wish.session !== sessionOf(wish.base)) return
    // An accepted intent need not be filled in again. The end of the history checks it.
    if ((wish.word !== 'sent' && wish.word !== 'unknown') || (await hasTrace(name, tab.base))) return
    if (notebook.isExpired(wish)) return
    if (notebook.isOut(name)) complain(`Lost: "${name}" has left no trace.`)
    // Without a trace of it, any user would submit it again.
    wish.begun += 1
    await send(tab, wish)
    await untilRest(tab)
  }

  async function hasTrace(name: string, base: string): Promise<boolean> {
    const beganAt = Date.now()
    for (;;) {
      const views = [...(await look())].filter(([tab]) => tab.base === base).map(([, view]) => view)
      if (views.some((view) => shownNames(view).includes(name))) return true
      const isQuiet = views.every(({ isBusy, isSettled }) => isSettled && !isBusy)
      const waitedMs = Date.now() - beganAt
      const enoughMs = notebook.isOut(name) ? SEARCH_MS.seen : SEARCH_MS.unseen
      if (waitedMs > (isQuiet ? enoughMs : PATIENCE_MS)) return false
      await sleep(TURN_MS)
    }
  }

  return {
    sessions,
    tabs,
    open,
    async duplicate(tab) {
      all = [...tabs(), await tab.duplicate()]
    },
    async pick(index) {
      const tab = tabs()[index % Math.max(1, tabs().length)] ?? (await open('x'))
      const { isDead, session } = await tab.view()
      if (isDead || session !== sessionOf(tab.base)) await tab.reload()
      return tab
    },
    look,
    untilRest,
    send,
    ask(tab, name) {
      for (const sent of tab.sent.values()) if (sent.name === name) sent.isSeen = false
      return tab.press('unconfirmed', name, 'first')
    },
    leave,
    nextSession(user) {
      sessionCount += 1
      return `${user}.${sessionCount}`
    },
    enter,
  }
}
