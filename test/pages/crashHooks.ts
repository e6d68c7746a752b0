import type { Moment } from './crashMoments.ts'

const BEFORE_WRITING: Readonly<Record<string, Moment>> = {
  intent: 'before the intent is written',
  operation: 'before the operation is written',
  end: 'before the end is written',
}
const AFTER_WRITING: Readonly<Record<string, Moment>> = {
  intent: 'before it is known that the intent is written',
  operation: 'before it is known that the operation is written',
  end: 'before the end is told',
}

/**
 * Runs in the page, before anything else of it. Time goes faster, and at the moment that `data-crash-at` names the page
 * is as good as dead: from then on nothing of it reaches the stores or the server.
 */
export function installHooks() {
  const { dataset } = document.body
  speedUp(Number(dataset['speed']), Number(dataset['epoch']), Number(dataset['skipped']))

  /** @returns whether the page is dead */
  function reach(moment?: Moment): boolean {
    if (moment !== undefined && dataset['crashAt'] === moment) dataset['dead'] = 'yes'
    return dataset['dead'] !== undefined
  }

  hookDatabase(reach)
  hookSession(reach)

  const realFetch = window.fetch.bind(window)
  const never = () => new Promise<never>(() => undefined)
  window.fetch = async (input, init) => {
    const isPoll = typeof input === 'string' && input.includes('/Operations/')
    const isSubmission = init?.method !== undefined && init.method !== 'GET'
    if (
      reach(isPoll ? 'before the first poll leaves' : isSubmission ? 'before the request leaves' : undefined)
    )
      return never()
    // A dead page hears no answer, and no failure either.
    const response = await realFetch(input, init).catch((error: unknown) => {
      if (reach()) return never()
      throw error
    })
    if (reach(isPoll ? 'before the poll is read' : isSubmission ? 'before the answer is read' : undefined))
      return never()
    return response
  }
}

type Reach = (moment?: Moment) => boolean

/** The browser's database, where the journal is. */
function hookDatabase(reach: Reach) {
  /** What a transaction has written so far. */
  const written = new WeakMap<IDBTransaction, Set<string>>()
  const begin = IDBDatabase.prototype.transaction
  const put = IDBObjectStore.prototype.put
  const remove = IDBObjectStore.prototype.delete

  /** A page that dies takes along what it has not committed. */
  function dieIn(transaction: IDBTransaction): never {
    transaction.abort()
    throw new Error('dead')
  }

  IDBDatabase.prototype.transaction = function transaction(...given) {
    const begun = begin.apply(this, given)
    const kinds = new Set<string>()
    written.set(begun, kinds)
    // Before anybody else hears of it: what is written stays, and the page knows nothing of it.
    begun.addEventListener('complete', (event) => {
      for (const kind of kinds) if (reach(AFTER_WRITING[kind])) event.stopImmediatePropagation()
    })
    return begun
  }
  IDBObjectStore.prototype.put = function write(value: string, key: string) {
    const isEnd = kindOf(key) === 'operation' && value.includes('"settled":')
    const kind = isEnd ? 'end' : kindOf(key)
    if (reach(BEFORE_WRITING[kind])) dieIn(this.transaction)
    written.get(this.transaction)?.add(kind)
    return put.call(this, value, key)
  }
  IDBObjectStore.prototype.delete = function erase(query) {
    const isIntent = typeof query === 'string' && kindOf(query) === 'intent'
    if (reach(isIntent ? 'before the intent is removed' : undefined)) dieIn(this.transaction)
    return remove.call(this, query)
  }
}

/** The tab's own store, where the requests are. */
function hookSession(reach: Reach) {
  const { setItem, removeItem } = Storage.prototype
  Storage.prototype.setItem = function write(key, value) {
    if (!reach(kindOf(key) === 'request' ? 'before the request is kept' : undefined))
      setItem.call(this, key, value)
  }
  Storage.prototype.removeItem = function remove(key) {
    if (!reach(kindOf(key) === 'request' ? 'before the request is given up' : undefined))
      removeItem.call(this, key)
  }
}

function kindOf(key: string): string {
  return /^react-accepted\/2\/[^/]*\/(\w+)\//.exec(key)?.[1] ?? ''
}

function speedUp(speed: number, epoch: number, skipped: number) {
  const now = Date.now.bind(Date)
  const passed = performance.now.bind(performance)
  Date.now = () => Math.floor(epoch + (now() - epoch) * speed + skipped)
  performance.now = () => passed() * speed
  const sped =
    (timer: (run: TimerHandler, ms: number, ...given: unknown[]) => number) =>
    (run: TimerHandler, ms = 0, ...given: unknown[]) =>
      timer(run, ms / speed, ...given)
  Object.assign(window, { setTimeout: sped(setTimeout), setInterval: sped(setInterval) })
}
