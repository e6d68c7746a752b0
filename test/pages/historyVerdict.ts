import type { Arrival, Thing } from './foreignApi.ts'
import type { ForeignWorld } from './foreignServer.ts'
import type { Note, Notebook } from './historyNotebook.ts'
import { readNames } from './historyNotebook.ts'
import type { View } from './historyTab.ts'
import { shownNames } from './historyTab.ts'

/** How everything stands when nothing is left to do. */
export interface End {
  /** A page that was loaded last of all, for each application. */
  readonly views: ReadonlyMap<string, View>
  /** Who is signed in, by application. */
  readonly sessions: ReadonlyMap<string, string>
  /** What is stored anywhere. */
  readonly stored: string
  /** There is so much that what has ended, as a page was told, need not be shown any more. */
  readonly mayPushOut: boolean
}

/**
 * What went wrong, a sentence each.
 *
 * - **Lost**: the server has it, or the person was told so, and at the end no page of that person knows of it; or the
 *   person was told that it is not there, and it was, or it is in the end and no page shows it; or the server has seen
 *   it and has not said no, and nothing says that it may be there. What a person gave up after being told that it is
 *   unknown is not lost, nor is what a sign-out forgot, nor what is older than a day.
 * - **Doubled**: the server has made one name twice. A person never sends a name again that was called unknown, except
 *   by the button that the page offers for it: what is given up then is done under another name. So whatever led to the
 *   second one, a page has sent it, or has said that the first one is not there, or has forgotten it.
 * - **Foreign**: a name arrived in another session or at another application than it was filled in for; or its end was
 *   told to another person or a later session; or it is shown or stored there, or still is a second after its session has ended.
 */
export function judge(notebook: Notebook, world: ForeignWorld, end: End): string[] {
  const { notes, wrongs, made } = notebook
  const found = new Set(wrongs)
  for (const note of notes.values()) {
    const count = made(note.name)
    if (count > 1) found.add(`Doubled: "${note.name}" was made ${count} times.`)
    else if (end.sessions.get(note.base) === note.session) {
      const isOver = [...world.endsRead].some(({ name }) => name === note.name)
      const why =
        end.mayPushOut && isOver ? undefined : whyLost(note, notebook, world, end.views.get(note.base))
      if (why !== undefined) found.add(`Lost: "${note.name}" ${why}.`)
    }
  }
  for (const { name, session, base } of world.arrivals) {
    const [owner] = readNames(name)
    if (owner?.session !== session || owner.base !== base)
      found.add(`Foreign: "${name}" arrived at ${base}, from ${session || 'nobody'}.`)
  }
  for (const { name, session, base } of world.tellings) {
    if (!mayTell(session, base, name))
      found.add(`Foreign: the end of "${name}" was told at ${base}, to ${session}.`)
  }
  for (const { name, session, base } of readNames(end.stored))
    if (end.sessions.get(base) !== session) found.add(`Foreign: "${name}" is stored after its sign-out.`)
  const told = world.tellings.map(({ name }) => name)
  for (const name of told.filter((one, index) => told.indexOf(one) !== index))
    found.add(`Told twice: the end of "${name}".`)
  return [...found]
}

/** A page of an earlier session of the same person has the same home. */
function mayTell(session: string, base: string, name: string): boolean {
  const [teller, owner] = readNames(`${session}.${base}.0 ${name}`)
  return (
    teller !== undefined &&
    owner?.base === base &&
    owner.user === teller.user &&
    owner.sessionNumber >= teller.sessionNumber
  )
}

function whyLost(note: Note, { made, isOut, isExpired }: Notebook, world: ForeignWorld, seen?: View) {
  const { name, word, kind } = note
  const count = made(name)
  if (word === 'discarded') return undefined
  if (word === 'accepted' && count === 0) {
    // A deletion that meets 404 or 410 after an unclear attempt has done its work, whoever said so.
    const saysGone = ({ status = 0 }: Arrival) => status === 404 || status === 410
    const isGone = kind === 'delete' && world.arrivals.some((one) => one.name === name && saysGone(one))
    return isGone ? undefined : 'was called accepted, and the server does not have it'
  }
  if (word === 'refused' || word === 'not sent')
    return count > 0 && !isShown(name, seen) ? `was last called "${word}", and the server has it` : undefined
  if (isShown(name, seen) || !isOut(name)) return isWrongEnd(name, world, seen)
  // Without an operation to show there is only the word.
  const isDoneAtOnce = world.arrivals.some((one) => one.name === name && one.status === 204)
  if (isDoneAtOnce && word === 'accepted') return undefined
  if (isExpired(note)) return undefined
  return count > 0 ? 'was made, and no page knows of it' : 'was seen by the server, and no page knows of it'
}

function isWrongEnd(name: string, { things }: ForeignWorld, seen: View | undefined): string | undefined {
  const shown = seen?.operations.find(({ label }) => label === name)
  const truth = things.find((one) => one.name === name)
  if (!shown || !truth) return undefined
  // Where one URL stands for all in turn, whoever missed an end, as by an answer that was cut, reads that of a later one.
  const atUrl = things.slice(things.indexOf(truth)).filter((one) => isSameUrl(one, truth))
  if (atUrl.some(({ end }) => end === shown.status)) return undefined
  return `is shown as ${shown.status}, and is ${truth.end}`
}

function isSameUrl(one: Thing, other: Thing): boolean {
  return one.base === other.base && one.user === other.user && one.operationId === other.operationId
}

function isShown(name: string, seen: View | undefined): boolean {
  return seen !== undefined && shownNames(seen).includes(name)
}
