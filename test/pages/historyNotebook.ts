import type { Arrival } from './foreignApi.ts'
import type { ForeignWorld } from './foreignServer.ts'
import type { Kind } from './historyPlan.ts'

/**
 * What the page has said of a name.
 *
 * - `sent`: the person pressed the button, and has not seen an outcome.
 * - `accepted`: it is there. `refused`, `not sent`: it is not there, and the person may fill it in once more.
 * - `unknown`: it may be there. `discarded`: that was said, and the person has given it up.
 */
export type Word = 'sent' | 'accepted' | 'refused' | 'not sent' | 'unknown' | 'discarded'

/** What the person knows of one intent: it has one name, however often it is edited and sent. */
export interface Note {
  readonly name: string
  readonly kind: Kind
  readonly base: string
  readonly session: string
  /** By the server's clock. */
  readonly begunAt: number
  word: Word
  /** Of the text beside the name. */
  version: number
}

/** All that the person has wanted, and what came of it as far as pages told. */
export interface Notebook {
  readonly notes: ReadonlyMap<string, Note>
  /** What went wrong, a sentence each. */
  readonly wrongs: ReadonlySet<string>
  readonly begin: (kind: Kind, base: string, session: string) => Note
  /** A page says something of it. */
  readonly hear: (name: string, word: Word) => void
  readonly complain: (wrong: string) => void
  /** How often the server has made it. */
  readonly made: (name: string) => number
  /** The server has seen it, and its last word was not a clear no. */
  readonly isOut: (name: string) => boolean
  /** So old that the server has forgotten its key, and so may everybody. */
  readonly isExpired: (note: Note) => boolean
}

const DAY_MS = 24 * 3_600_000

/** `mara.2.x.5`: the fifth intent of the second sign-in of mara, at the application below `/x/`. */
const NAME = /\b([a-z]+)\.(\d+)\.([a-z]+)\.(\d+)\b/g

/** Whose each name in a text is. */
export function readNames(text: string) {
  return [...text.matchAll(NAME)].map(([name, user = '', number = '', base = '']) => ({
    name,
    user,
    session: `${user}.${number}`,
    /** Rises with each sign-in. */
    sessionNumber: Number(number),
    base,
  }))
}

export function createNotebook(world: ForeignWorld): Notebook {
  const notes = new Map<string, Note>()
  const wrongs = new Set<string>()
  const made = (name: string) => world.things.filter((one) => one.name === name).length
  return {
    notes,
    wrongs,
    made,
    complain: (wrong) => void wrongs.add(wrong),
    begin(kind, base, session) {
      const name = `${session}.${base}.${notes.size + 1}`
      const note: Note = { name, kind, base, session, begunAt: world.now(), word: 'sent', version: 1 }
      notes.set(name, note)
      return note
    },
    hear(name, word) {
      const note = notes.get(name)
      if (!note) return
      note.word = word
      if ((word === 'refused' || word === 'not sent') && made(name) > 0)
        wrongs.add(`Lost: "${name}" was called "${word}" although the server has it.`)
    },
    isExpired: ({ begunAt }) => world.now() - begunAt > DAY_MS,
    isOut(name) {
      const last = world.arrivals.findLast((one) => one.name === name)
      return made(name) > 0 || (last !== undefined && !isClearNo(last))
    },
  }
}

function isClearNo({ status = 0 }: Arrival): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status)
}
