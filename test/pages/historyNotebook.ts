import type { Arrival } from './foreignApi.ts'
import type { ForeignWorld } from './foreignServer.ts'
import type { Kind } from './historyPlan.ts'

/**
 * What the page has said about a name.
 *
 * - `sent`: the person clicked the button and has not seen an outcome.
 * - `accepted`: it exists. `refused`, `not sent`: it does not exist, and the person may fill it in again.
 * - `unknown`: it may exist. `discarded`: it was unknown, and the person has given it up.
 */
export type Word = 'sent' | 'accepted' | 'refused' | 'not sent' | 'unknown' | 'discarded'

/** What the person knows about one intent. It keeps its name, however often it is edited and sent. */
export interface Note {
  readonly name: string
  readonly kind: Kind
  readonly base: string
  readonly session: string
  /** By the server's clock. */
  readonly begunAt: number
  word: Word
  /** The version of the text next to the name. */
  version: number
  /** How many times the person has filled it in from nothing, because no page showed a trace of it. */
  begun: number
}

/** Everything that the person has submitted, and the outcomes that pages have shown. */
export interface Notebook {
  readonly notes: ReadonlyMap<string, Note>
  /** What went wrong, one sentence each. */
  readonly wrongs: ReadonlySet<string>
  readonly begin: (kind: Kind, base: string, session: string) => Note
  /** Records what a page says about a name. */
  readonly hear: (name: string, word: Word) => void
  readonly complain: (wrong: string) => void
  /** How many times the server has carried it out. */
  readonly made: (name: string) => number
  /** The server has seen it, and its last response was not a clear refusal. */
  readonly isOut: (name: string) => boolean
  /** So old that the server has forgotten its key; pages may have forgotten it too. */
  readonly isExpired: (note: Note) => boolean
}

const DAY_MS = 24 * 3_600_000

/** `mara.2.x.5`: intent number 5, in sign-in number 2, by mara, at the application below `/x/`. */
const NAME = /\b([a-z]+)\.(\d+)\.([a-z]+)\.(\d+)\b/g

/** The names in a text, with the owner of each. */
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
      const note: Note = {
        name,
        kind,
        base,
        session,
        begunAt: world.now(),
        word: 'sent',
        version: 1,
        begun: 1,
      }
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
