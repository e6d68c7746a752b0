import type { BrowserContext, Page } from 'playwright'
import { expect } from 'vitest'

import type { Moment } from './crashMoments.ts'
import { heldAt } from './crashMoments.ts'
import type { World } from './crashServer.ts'

/** What the user can see, and the internal state of the page. */
export interface View {
  readonly isDead: boolean
  /** Anything that an earlier page left would be visible by now. */
  readonly isSettled: boolean
  /** Something that the user started is under way. */
  readonly isBusy: boolean
  readonly form: { readonly state: string; readonly isEdited: boolean }
  readonly operations: readonly {
    readonly label: string
    readonly status: string
    readonly resource: string
  }[]
  readonly unconfirmed: readonly {
    readonly label: string
    readonly canSendAgain: boolean
    readonly found: string
  }[]
  /** The labels passed to `onSettled`, across all pages. */
  readonly told: readonly string[]
}

export type HowGone = 'reload' | 'new tab'

/** A user of the page. */
export interface Person {
  readonly view: () => Promise<View>
  /** Fills in the name and clicks the button `clicks` times without a pause. */
  readonly submit: (name: string, clicks?: number) => Promise<void>
  /** Clicks the button again if the submission is still under way. */
  readonly clickAgain: () => Promise<void>
  readonly press: (selector: string) => Promise<void>
  /** Makes the page die at that moment. To be called before the step that leads there. */
  readonly dieAt: (moment: Moment) => Promise<{ readonly died: Promise<unknown> }>
  /** Loads the page again: in the same tab, or in a new one after this one was closed. */
  readonly comeBack: (how: HowGone) => Promise<void>
  /**
   * Waits until a record of that kind is on disk. A submission waits only a second for a slow disk, so a page
   * that closes right after it may lose what is not written yet.
   */
  readonly stored: (kind: 'intent' | 'operation') => Promise<void>
  /** Returns to the tab, as after signing in elsewhere. */
  readonly look: () => Promise<void>
  /** Waits until `isSo` holds for the view. */
  readonly until: (isSo: (view: View) => boolean, ms?: number) => Promise<View>
  readonly leave: () => Promise<void>
}

const PATIENCE_MS = 10_000

export async function createPerson(context: BrowserContext, world: World, query = ''): Promise<Person> {
  const url = `${world.url}/${query}`
  let page: Page = await context.newPage()
  await page.goto(url)
  const view = () => page.evaluate(readView)

  return {
    view,
    submit: (name, clicks = 1) =>
      page.evaluate(
        ([given, times]) => {
          const form = document.querySelector('form')
          const input = form?.querySelector('input')
          if (input) input.value = given
          for (let click = 0; click < times; click += 1) form?.querySelector('button')?.click()
        },
        [name, clicks] as const,
      ),
    clickAgain: () =>
      page.evaluate(() => {
        const form = document.querySelector('form')
        if (form?.dataset['state'] === 'submitting') form.querySelector('button')?.click()
      }),
    press: (selector) =>
      page.evaluate((given) => document.querySelector<HTMLElement>(given)?.click(), selector),
    async dieAt(moment) {
      const where = heldAt(moment)
      if (where) return { died: world.hold(where) }
      await page.evaluate((given) => (document.body.dataset['crashAt'] = given), moment)
      return {
        died: page.waitForFunction(() => document.body.dataset['dead'], null, {
          timeout: PATIENCE_MS,
          polling: 10,
        }),
      }
    },
    async comeBack(how) {
      if (how === 'reload') await page.reload()
      else {
        await page.close()
        page = await context.newPage()
        await page.goto(url)
      }
    },
    async stored(kind) {
      await expect.poll(() => page.evaluate(hasRecord, kind), { timeout: PATIENCE_MS }).toBe(true)
    },
    look: () =>
      page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))),
    async until(isSo, ms = PATIENCE_MS) {
      const endsAt = Date.now() + ms
      for (;;) {
        const seen = await view()
        if (isSo(seen)) return seen
        if (Date.now() > endsAt) throw new Error(`Timed out after ${ms} ms: ${JSON.stringify(seen)}`)
        await new Promise((resolve) => setTimeout(resolve, 15))
      }
    },
    leave: () => page.close(),
  }
}

/** Runs in the page. */
async function hasRecord(kind: string): Promise<boolean> {
  const databases = await indexedDB.databases()
  if (!databases.some(({ name }) => name === 'react-accepted')) return false
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
  const db = await ask(indexedDB.open('react-accepted'))
  const keys = await ask(db.transaction('records').objectStore('records').getAllKeys())
  db.close()
  return keys.some((key) => typeof key === 'string' && key.split('/')[3] === kind)
}

/** Runs in the page. */
function readView(): View {
  const { dataset } = document.body
  const items = (list: string) =>
    [...document.querySelectorAll<HTMLElement>(`#${list} li`)].map((item) => item.dataset)
  const form = document.querySelector<HTMLElement>('#create, #delete')?.dataset
  return {
    isDead: dataset['dead'] !== undefined,
    isSettled: dataset['settled'] !== undefined,
    isBusy: Number(dataset['busy'] ?? 0) > 0 || form?.['state'] === 'submitting',
    form: { state: form?.['state'] ?? '', isEdited: form?.['edited'] === 'true' },
    operations: items('operations').map(({ label = '', status = '', resource = '' }) => ({
      label,
      status,
      resource,
    })),
    unconfirmed: items('unconfirmed').map(({ label = '', canSendAgain, found = '' }) => ({
      label,
      canSendAgain: canSendAgain === 'true',
      found,
    })),
    told: (localStorage.getItem('told') ?? '').split('\n').filter((line) => line !== ''),
  }
}
