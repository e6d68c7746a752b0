import type { Arrival, Thing } from './foreignApi.ts'
import type { ForeignWorld } from './foreignServer.ts'
import type { Note, Notebook } from './historyNotebook.ts'
import { readNames } from './historyNotebook.ts'
import type { View } from './historyTab.ts'
import { shownNames } from './historyTab.ts'

/** The state when nothing is left to do. */
export interface End {
  /** The last page loaded, for each application. */
  readonly views: ReadonlyMap<string, View>
  /** The current session of each application. */
  readonly sessions: ReadonlyMap<string, string>
  /** Everything that is stored anywhere. */
  readonly stored: string
  /** There are so many operations that one whose end a page has read need not be shown any more. */
  readonly mayPushOut: boolean
}

/**
 * What went wrong, one sentence each.
 *
 * - **Lost**: the server has it, or a page said so, and at the end no page of that person shows it; or a page
 *   said that it does not exist, and it did, or it does at the end and no page shows it; or the server has
 *   seen it and not refused it, and nothing says that it may exist. An intent is not lost if the person
 *   gave it up as unknown, if a sign-out removed it, or if it is older than a day.
 * - **Doubled**: the server has carried out one name twice. A person sends an unknown name again only with
 *   the button that the page offers for it, and replaces one given up by another name. So a page must have
 *   sent the second one, said that the first one does not exist, or forgotten it.
 * - **Foreign**: a name arrived in a session or at an application that it was not filled in for; or its end
 *   was reported to another user or a later session; or it is shown or stored there, or still is 1 s after
 *   its session ended.
 */
export function judge(notebook: Notebook, world: ForeignWorld, end: End): string[] {
  const { notes, wrongs, made } = notebook
  const found = new Set(wrongs)
  for (const note of notes.values()) {
    const count = made(note.name)
    if (count > 1) found.add(`Doubled: "${note.name}" was made ${count} times.`)
  }
  for (const [base, view] of end.views) {
    const { mayPushOut } = end
    const lost = findLost({ notebook, world, view, base, session: end.sessions.get(base), mayPushOut })
    for (const one of lost) found.add(one)
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
  for (const name of new Set(told)) {
    const times = told.filter((one) => one === name).length
    if (times > (notes.get(name)?.begun ?? 1)) found.add(`Told again: the end of "${name}", ${times} times.`)
  }
  return [...found]
}

interface Look extends Pick<End, 'mayPushOut'> {
  readonly notebook: Notebook
  readonly world: ForeignWorld
  readonly base: string
  readonly session: string | undefined
  readonly view: View
}

/** Every intent of a session that the last page should show and does not, one sentence each. */
export function findLost({ notebook, world, base, session, view, mayPushOut }: Look): string[] {
  return [...notebook.notes.values()].flatMap((note) => {
    if (note.base !== base || note.session !== session || notebook.made(note.name) > 1) return []
    const isOver = [...world.endsRead].some(({ name }) => name === note.name)
    const why = mayPushOut && isOver ? undefined : whyLost(note, notebook, world, view)
    return why === undefined ? [] : [`Lost: "${note.name}" ${why}.`]
  })
}

/** A page of an earlier session of the same user has the same home. */
function mayTell(session: string, base: string, name: string): boolean {
  const [teller, owner] = readNames(`${session}.${base}.0 ${name}`)
  return (
    teller !== undefined &&
    owner?.base === base &&
    owner.user === teller.user &&
    owner.sessionNumber >= teller.sessionNumber
  )
}

function whyLost(note: Note, { made, isOut, isExpired }: Notebook, world: ForeignWorld, seen: View) {
  const { name, word, kind } = note
  const count = made(name)
  if (word === 'discarded') return undefined
  if (word === 'accepted' && count === 0) {
    // A deletion that gets a 404 or 410 after an unclear attempt counts as done, whatever sent the response.
    const saysGone = ({ status = 0 }: Arrival) => status === 404 || status === 410
    const isGone = kind === 'delete' && world.arrivals.some((one) => one.name === name && saysGone(one))
    return isGone ? undefined : 'was called accepted, and the server does not have it'
  }
  if (word === 'refused' || word === 'not sent')
    return count > 0 && !isShown(name, seen) ? `was last called "${word}", and the server has it` : undefined
  if (isShown(name, seen) || !isOut(name)) return isWrongEnd(name, world, seen)
  // A 204 has no operation to show, only what the form said.
  const isDoneAtOnce = world.arrivals.some((one) => one.name === name && one.status === 204)
  if (isDoneAtOnce && word === 'accepted') return undefined
  if (isExpired(note)) return undefined
  return count > 0 ? 'was made, and no page knows of it' : 'was seen by the server, and no page knows of it'
}

function isWrongEnd(name: string, { things }: ForeignWorld, seen: View): string | undefined {
  const shown = seen.operations.find(({ label }) => label === name)
  const truth = things.find((one) => one.name === name)
  if (!shown || !truth) return undefined
  // If all operations share one URL, a page that missed an end (in a cut response, say) reads a later one.
  const atUrl = things.slice(things.indexOf(truth)).filter((one) => isSameUrl(one, truth))
  if (atUrl.some(({ end }) => end === shown.status)) return undefined
  return `is shown as ${shown.status}, and is ${truth.end}`
}

function isSameUrl(one: Thing, other: Thing): boolean {
  return one.base === other.base && one.user === other.user && one.operationId === other.operationId
}

function isShown(name: string, seen: View): boolean {
  return shownNames(seen).includes(name)
}
