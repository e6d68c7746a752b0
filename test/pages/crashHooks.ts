import type { Moment } from './crashMoments.ts'
import { speedUp } from './speedUp.ts'

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
 * Runs in the page, before any other script. Speeds up time. From the moment that `data-crash-at` names, the
 * page counts as dead: nothing from it reaches the stores or the server.
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
    // A dead page receives neither a response nor an error.
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

/** Hooks IndexedDB, which holds the journal. */
function hookDatabase(reach: Reach) {
  /** The kinds of records that each transaction has written so far. */
  const written = new WeakMap<IDBTransaction, Set<string>>()

  /** A page that dies loses what it has not committed. */
  function dieIn({ transaction }: IDBObjectStore): never {
    transaction.abort()
    throw new Error('dead')
  }

  intercept(IDBDatabase.prototype, 'transaction', (begin) => {
    const transaction = begin()
    const kinds = new Set<string>()
    if (!(transaction instanceof IDBTransaction)) return transaction
    written.set(transaction, kinds)
    // The first listener: the write is committed, but the page never learns of it.
    transaction.addEventListener('complete', (event) => {
      for (const kind of kinds) if (reach(AFTER_WRITING[kind])) event.stopImmediatePropagation()
    })
    return transaction
  })
  intercept(IDBObjectStore.prototype, 'put', (put, store, [value, key]) => {
    const isEnd = kindOf(key) === 'operation' && String(value).includes('"settled":')
    const kind = isEnd ? 'end' : kindOf(key)
    if (reach(BEFORE_WRITING[kind])) dieIn(store)
    written.get(store.transaction)?.add(kind)
    return put()
  })
  intercept(IDBObjectStore.prototype, 'delete', (remove, store, [key]) => {
    if (reach(kindOf(key) === 'intent' ? 'before the intent is removed' : undefined)) dieIn(store)
    return remove()
  })
}

/** Hooks session storage, which holds the requests. */
function hookSession(reach: Reach) {
  const isRequest = (key: unknown) => kindOf(key) === 'request'
  intercept(Storage.prototype, 'setItem', (write, _, [key]) => {
    if (!reach(isRequest(key) ? 'before the request is kept' : undefined)) write()
  })
  intercept(Storage.prototype, 'removeItem', (remove, _, [key]) => {
    if (!reach(isRequest(key) ? 'before the request is given up' : undefined)) remove()
  })
}

/** Replaces a method with `run`, which may call `plain` for the original one. */
function intercept<TKey extends string, TOwner extends { [key in TKey]: (...given: never[]) => unknown }>(
  owner: TOwner,
  name: TKey,
  run: (plain: () => unknown, self: TOwner, given: readonly unknown[]) => unknown,
) {
  const method: unknown = owner[name]
  if (typeof method !== 'function') return
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value(this: TOwner, ...given: unknown[]): unknown {
      return run(() => Reflect.apply(method, this, given), this, given)
    },
  })
}

/** Empty for the key range of a sign-out. */
function kindOf(key: unknown): string {
  return /^react-accepted\/2\/[^/]*\/(\w+)\//.exec(String(key))?.[1] ?? ''
}
