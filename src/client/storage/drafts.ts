import { readField, readNumber } from '../../protocol/json.ts'
import { toKeyPart } from '../http/clientContext.ts'
import type { OperationsStorage } from './webStore.ts'

/** A form that keeps a draft. */
export interface DraftHolder {
  /** Called when drafts can be read: there may be one to restore. */
  readonly onOpen: () => void
  /** Called when all drafts are cleared, such as on sign-out: the form must discard its input too. */
  readonly onClear: () => void
}

/** Where one form keeps its draft. */
export interface DraftPlace {
  /** The draft left by an earlier page or an earlier mount of the form; `undefined` if there is none. */
  readonly read: () => unknown
  /** @returns false if the draft was not stored */
  readonly write: (draft: object) => boolean
  readonly remove: () => void
  /** Call when the form unmounts. Its draft stays. */
  readonly leave: () => void
}

/**
 * Where the drafts of a scope are stored. The store must be synchronous, because a page that unloads does not
 * wait.
 */
export interface DraftHome {
  readonly prefix: string
  readonly storage: OperationsStorage
  readonly now: () => number
}

/** The drafts of the forms of one page, until their work is done. Never throws. */
export interface Drafts {
  /** Gives a form the first place with that name that no other form holds. */
  readonly claim: (name: string, holder: DraftHolder) => DraftPlace
  /** Call when the scope becomes known or changes. With `undefined`, nothing is stored. */
  readonly open: (home: DraftHome | undefined) => void
  /** Deletes every draft of the scope and notifies the forms. */
  readonly clear: () => void
}

const LIFE_MS = 7 * 24 * 3_600_000
const MAX_DRAFTS = 20
/** In characters. Five channels with a hundred rules each use a fifth of it. */
const MAX_LENGTH = 256_000

export function createDrafts(): Drafts {
  const holders = new Map<string, DraftHolder>()
  let home: DraftHome | undefined

  const keyOf = (place: string) => `${home?.prefix}draft/${place}`

  function read(key: string): { readonly at: number; readonly draft: unknown } | undefined {
    try {
      const text = home?.storage.getItem(key)
      const isReadable = typeof text === 'string' && text.length <= MAX_LENGTH
      const record: unknown = isReadable ? JSON.parse(text) : undefined
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
      // A store that cannot remove has not stored anything either.
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

  /** Removes drafts that are too old, too many, or not valid. */
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
          // A truncated draft would be worse than none.
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

/** @returns false if the store is full or disabled */
function put(storage: OperationsStorage, key: string, text: string): boolean {
  try {
    void storage.setItem(key, text)
    return true
  } catch {
    return false
  }
}
