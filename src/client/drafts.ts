import { readNumber } from '../protocol/readStoredSnapshot.ts'
import { readField } from '../protocol/record.ts'
import { toKeyPart } from './home.ts'
import type { OperationsStorage } from './operationsStorage.ts'

/** A form whose draft is kept. */
export interface DraftHolder {
  /** Told when it is known where drafts are kept: there may be one. */
  readonly onOpen: () => void
  /** Told when everything is forgotten: what it holds is nobody's any more. */
  readonly onClear: () => void
}

/** Where one form keeps its draft. */
export interface DraftPlace {
  /** What an earlier page, or an earlier showing of the form, has left; `undefined` where that is nothing. */
  readonly read: () => unknown
  /** @returns false where it is not kept */
  readonly write: (draft: object) => boolean
  readonly remove: () => void
  /** The form is gone; its draft stays. */
  readonly leave: () => void
}

/** Where the drafts of a scope are: a store that answers at once, since a page that ends waits for nothing. */
export interface DraftHome {
  readonly prefix: string
  readonly storage: OperationsStorage
  readonly now: () => number
}

/** What is typed into the forms of one page, until it is done. Never throws. */
export interface Drafts {
  /** A form takes the first place of that name that no other form has. */
  readonly claim: (name: string, holder: DraftHolder) => DraftPlace
  /** The scope is known, or another one. `undefined`: nothing is kept. */
  readonly open: (home: DraftHome | undefined) => void
  /** Forgets every draft of the scope, and tells the forms. */
  readonly clear: () => void
}

const LIFE_MS = 7 * 24 * 3_600_000
const MAX_DRAFTS = 20
/** Characters. Five channels of a hundred rules each take a fifth of it. */
const MAX_LENGTH = 256_000

export function createDrafts(): Drafts {
  const holders = new Map<string, DraftHolder>()
  let home: DraftHome | undefined

  const keyOf = (place: string) => `${home?.prefix}draft/${place}`

  function read(key: string): { readonly at: number; readonly draft: unknown } | undefined {
    try {
      const text = home?.storage.getItem(key)
      const isFit = typeof text === 'string' && text.length <= MAX_LENGTH
      const record: unknown = isFit ? JSON.parse(text) : undefined
      const at = readNumber(record, 'at')
      return at === undefined ? undefined : { at, draft: readField(record, 'draft') }
    } catch {
      return undefined
    }
  }

  function remove(key: string) {
    try {
      void home?.storage.removeItem(key)
    } catch {
      // A store that lets nothing be removed has taken nothing either.
    }
  }

  function list(): readonly string[] {
    try {
      const { length = 0, key } = home?.storage ?? {}
      const keys = Array.from({ length }, (_, index) => key?.call(home?.storage, index) ?? '')
      return keys.filter((one) => one.startsWith(keyOf('')))
    } catch {
      return []
    }
  }

  /** What is too old, too much or no draft goes. */
  function prune(now: number) {
    const ages = list().map((key) => ({ key, at: read(key)?.at ?? 0 }))
    const kept = ages.filter(({ at }) => at <= now && now - at < LIFE_MS)
    const newest = new Set(kept.toSorted((one, other) => other.at - one.at).slice(0, MAX_DRAFTS))
    for (const one of ages) if (!newest.has(one)) remove(one.key)
  }

  return {
    claim(name, holder) {
      let place = toKeyPart(name)
      for (let position = 2; holders.has(place); position += 1) place = `${toKeyPart(name)}/${position}`
      holders.set(place, holder)
      return {
        read: () => read(keyOf(place))?.draft,
        write(draft) {
          if (!home) return false
          const text = JSON.stringify({ at: home.now(), draft })
          // Half of it would be worse than none.
          if (text.length > MAX_LENGTH) remove(keyOf(place))
          else if (put(home.storage, keyOf(place), text)) return true
          return false
        },
        remove: () => remove(keyOf(place)),
        leave: () => {
          if (holders.get(place) === holder) holders.delete(place)
        },
      }
    },
    open(next) {
      if (next?.prefix === home?.prefix) return
      home = next
      if (next) prune(next.now())
      if (next) for (const { onOpen } of holders.values()) onOpen()
    },
    clear() {
      for (const key of list()) remove(key)
      for (const { onClear } of holders.values()) onClear()
    },
  }
}

/** @returns false where the store is full, or switched off */
function put(storage: OperationsStorage, key: string, text: string): boolean {
  try {
    void storage.setItem(key, text)
    return true
  } catch {
    return false
  }
}
