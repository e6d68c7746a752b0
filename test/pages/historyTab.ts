import type { BrowserContext, Page } from 'playwright'

import type { ForeignWorld } from './foreignServer.ts'
import type { Kind } from './historyPlan.ts'

/** How long after its start a page shows everything, in real ms. */
const SETTLED_MS = 500

/** What the person can see in one tab, and the internal state of the page. */
export interface View {
  readonly isDead: boolean
  /** Anything that an earlier page left should be visible by now. */
  readonly isSettled: boolean
  /** A hidden page does not poll. */
  readonly isHidden: boolean
  /** Something is under way. */
  readonly isBusy: boolean
  /** Its sign-out is under way. */
  readonly isClearing: boolean
  /** The session that the page has. */
  readonly session: string
  readonly forms: Readonly<Record<Kind, FormView>>
  readonly operations: readonly { readonly label: string; readonly status: string }[]
  readonly unconfirmed: readonly {
    readonly label: string
    readonly canSendAgain: boolean
    readonly found: string
  }[]
}

export interface FormView {
  readonly state: string
  /** The name that the form says was accepted. */
  readonly accepted: string
  readonly isEdited: boolean
}

/** Every name that a page shows: in a list, or as accepted by a form. */
export function shownNames({ forms, operations, unconfirmed }: View): readonly string[] {
  const accepted = Object.values(forms).map((form) => form.accepted)
  return [...accepted, ...[...operations, ...unconfirmed].map(({ label }) => label)].filter(
    (name) => name !== '',
  )
}

/** One tab of a person's browser. */
export interface Tab {
  readonly base: string
  /** False after the tab has crashed or was closed. */
  readonly isThere: () => boolean
  /** The last submission of each form, and whether its outcome has been seen. */
  readonly sent: Map<Kind, { readonly name: string; isSeen: boolean }>
  readonly view: () => Promise<View>
  readonly submit: (kind: Kind, name: string, text: string, clicks: number) => Promise<void>
  readonly press: (list: string, label: string, which: 'first' | 'last') => Promise<void>
  /** Makes the page die after this many effects. */
  readonly dieAfter: (effects: number) => Promise<void>
  readonly crash: () => Promise<void>
  readonly reload: () => Promise<void>
  /** Returns to the tab, as after signing in elsewhere. */
  readonly comeBack: () => Promise<void>
  readonly close: () => Promise<void>
  /** Opens a tab with a copy of session storage. */
  readonly duplicate: () => Promise<Tab>
  readonly clear: () => Promise<void>
  /** Watches many operations that have ended. */
  readonly watchOld: () => Promise<void>
  readonly changeSession: (session: string) => Promise<void>
  /** Everything that is stored, for the browser and for this tab. */
  readonly dump: () => Promise<{ readonly shared: string; readonly own: string }>
}

export async function openTab(
  context: BrowserContext,
  world: ForeignWorld,
  base: string,
  query = '',
): Promise<Tab> {
  const page = await context.newPage()
  await page.goto(`${world.url}/${base}/${query}`)
  return toTab(page, base)
}

function toTab(page: Page, base: string): Tab {
  let isGone = false
  page.on('crash', () => (isGone = true))
  page.on('close', () => (isGone = true))
  const sent: Tab['sent'] = new Map()
  const click = (selector: string) =>
    page.evaluate((given) => document.querySelector<HTMLElement>(given)?.click(), selector)
  return {
    base,
    sent,
    isThere: () => !isGone,
    view: () => page.evaluate(readView, SETTLED_MS),
    submit: (kind, name, text, clicks) =>
      page.evaluate(
        ([form, values, times]) => {
          const element = document.querySelector(`#${form}`)
          element?.querySelectorAll('input').forEach((input, index) => (input.value = values[index] ?? ''))
          for (let time = 0; time < times; time += 1) element?.querySelector('button')?.click()
        },
        [kind, [name, text], clicks] as const,
      ),
    press: (list, label, which) => click(`#${list} li[data-label="${label}"] button:${which}-child`),
    dieAfter: (effects) =>
      page.evaluate((given) => void (document.body.dataset['diesAt'] = String(given)), effects),
    async crash() {
      const session = await page.context().newCDPSession(page)
      const crashed = page.waitForEvent('crash')
      void session.send('Page.crash').catch(() => undefined)
      await crashed
      await page.close()
    },
    async reload() {
      sent.clear()
      await page.reload()
    },
    comeBack: () =>
      page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))),
    close: () => page.close(),
    async duplicate() {
      const [copy] = await Promise.all([
        page.context().waitForEvent('page'),
        page.evaluate(() => void window.open(location.href)),
      ])
      await copy.waitForLoadState('load')
      return toTab(copy, base)
    },
    clear: () => click('#sign-out'),
    watchOld: () => click('#watch-old'),
    changeSession: (session) =>
      page.evaluate((given) => {
        const input = document.querySelector<HTMLInputElement>('#sign-in')
        if (input) input.value = given
        document.querySelector<HTMLElement>('#change-session')?.click()
      }, session),
    dump: () => page.evaluate(readStores),
  }
}

/** Runs in the page. */
function readView(settledMs: number): View {
  const { dataset } = document.body
  const items = (list: string) =>
    [...document.querySelectorAll<HTMLElement>(`#${list} li`)].map((item) => item.dataset)
  const readForm = (id: string) => {
    const form = document.querySelector<HTMLElement>(`#${id}`)?.dataset
    const { state = '', accepted = '', isEdited } = form ?? {}
    return { state, accepted, isEdited: isEdited === 'true' }
  }
  const forms = { thing: readForm('thing'), note: readForm('note'), delete: readForm('delete') }
  return {
    isDead: dataset['dead'] !== undefined,
    isSettled: performance.now() > settledMs * Number(dataset['speed']),
    isHidden: document.hidden,
    isBusy:
      Number(dataset['busy'] ?? 0) > 0 || Object.values(forms).some(({ state }) => state === 'submitting'),
    isClearing: dataset['clearing'] !== undefined,
    session: dataset['session'] ?? '',
    forms,
    operations: items('operations').map(({ label = '', status = '' }) => ({ label, status })),
    unconfirmed: items('unconfirmed').map(({ label = '', canSendAgain, found = '' }) => ({
      label,
      canSendAgain: canSendAgain === 'true',
      found,
    })),
  }
}

/** Runs in the page. */
async function readStores(): Promise<{ shared: string; own: string }> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error(String(request.error))))
    })
  const found: unknown[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store)
      found.push(await done(all.getAllKeys()), await done(all.getAll()))
    }
    database.close()
  }
  return { shared: JSON.stringify([localStorage, found]), own: JSON.stringify(sessionStorage) }
}
