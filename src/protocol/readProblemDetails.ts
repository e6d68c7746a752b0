import { defined } from './defined.ts'
import type { ProblemReader } from './problem.ts'
import { isRecord, readField } from './record.ts'
import { fromPointer, toLink } from './rfc9457.ts'

/** A page cannot show more, and a hostile body may hold a hundred thousand. */
const MAX_COMPLAINTS = 100
/** No form is deeper, and a hostile body may nest until the stack overflows. */
const MAX_DEPTH = 8
/** Texts are for display; a traceback is no use there. */
const MAX_TEXT = 2048

/** Where an API, or one complaint of several, says it in a text. The best one first. */
const SAYINGS = ['detail', 'message', 'Message', 'error_description', 'msg', 'defaultMessage', 'title']
/** The same where nothing better is there; of a complaint only with its field, since Google has links like this. */
const NOTES = [...SAYINGS, 'description', 'reason']
/** Where they say it several times: as a list, or as a map by field. */
const LISTS = [
  'errors',
  'details',
  'detail',
  'message',
  'issues',
  'violations',
  'fieldErrors',
  'invalid-params',
]
/** How a complaint names its field. */
const FIELDS = ['field', 'param', 'parameter', 'target', 'propertyPath', 'path', 'loc']
/** Keys of a map by field that mean all of it, in Rails, Django REST and Phoenix. */
const WHOLE = /^(?:base|non_field_errors|__all__|detail)?$/
/** Names that lead out of the object that a form keeps its errors in. */
const UNSAFE = /(?:^|\.)(?:__proto__|constructor|prototype)(?:\.|$)/

/** What is said of one field; of the whole where the field is empty or missing. */
interface Complaint {
  readonly field: string | undefined
  readonly message: string
}

/**
 * Reads why an API said no: problem details (RFC 9457) with `errors` by JSON Pointer, and what frameworks send in their
 * place: JSON:API, OAuth, `{ error: { message } }`, a bare text, lists of complaints, and maps by field.
 */
export const readProblemDetails: ProblemReader = (body, fallbackTitle) => {
  const places = [readField(body, 'error'), readField(body, 'detail')]
    .filter(isMap)
    .concat(isMap(body) ? body : [])
  const said = readFirst(places, NOTES)
  const named = toText(body) ?? readFirst(places, ['title', 'error'])
  const complaints: Complaint[] = []
  for (const complaint of readComplaints(body, places, said ?? named)) {
    if (UNSAFE.test(complaint.field ?? '')) continue
    if (complaints.push(complaint) === MAX_COMPLAINTS) break
  }
  const fields = complaints.flatMap(({ field, message }) => (field ? [{ field, message }] : []))
  const general = complaints.filter(({ field }) => !field).map(({ message }) => message)
  const [first] = fields
  const title =
    named ??
    readFirst(places, ['message', 'Message', ...NOTES]) ??
    readFirst([readField(readField(body, 'errors'), '0')], ['title']) ??
    general[0] ??
    (first && `${first.field}: ${first.message}`) ??
    fallbackTitle
  return defined({
    title,
    detail: [said, readFirst(places.map(readInner), NOTES), toSentence(general, title)].find(
      (text) => text && text !== title,
    ),
    link: toLink(readFirst(places, ['type', 'error_uri'])),
    fields,
  })
}

/** @param fallback what a complaint says that only names its field */
function* readComplaints(
  body: unknown,
  places: readonly object[],
  fallback: string | undefined,
): Generator<Complaint> {
  let isListed = false
  for (const place of places) {
    const field = readFieldName(place, FIELDS.slice(0, 4))
    if (field && fallback) yield { field, message: fallback }
    for (const name of LISTS) {
      const list = toList(readField(place, name))
      if (!isRecord(list)) continue
      isListed = true
      // The properties of .NET's classes begin with a capital; their JSON does not.
      const toKey = name === 'errors' && readField(place, 'title') ? toCamelCase : undefined
      yield* walk(list, Array.isArray(list) ? undefined : '', {
        fallback,
        toKey,
        takesTexts: name === 'errors',
      })
    }
  }
  // Django REST and .NET's SerializableError: the body itself is the map by field.
  if (!isListed && !fallback) yield* walk(body, '', {})
}

interface Walk {
  readonly fallback?: string | undefined
  readonly toKey?: ((key: string) => string) | undefined
  /** Plain texts in a map are complaints, and not notes of the API to itself. */
  readonly takesTexts?: boolean
}

/** @param path where in the map this stands; `undefined` within a list that is no field */
function* walk(value: unknown, path: string | undefined, rules: Walk, depth = 0): Generator<Complaint> {
  const text = toText(value)
  if (text) yield { field: path, message: text }
  if (!isRecord(value) || depth > MAX_DEPTH) return
  const isList = Array.isArray(value)
  const field = isList || depth === 0 ? undefined : readFieldName(value, FIELDS)
  const message =
    isList || depth === 0
      ? undefined
      : (readFirst([value], field ? NOTES : SAYINGS) ?? (field && rules.fallback))
  if (message) {
    yield { field: field ?? path, message }
    return
  }
  for (const [key, one] of Object.entries(value)) {
    if (!isList && !rules.takesTexts && !isRecord(one)) continue
    // The place in a list counts only where rows of a form have maps of their own.
    const isRow = isList && isMap(one) && !readFirst([one], SAYINGS)
    const step = isList ? (isRow ? key : '') : WHOLE.test(key) ? '' : toPath(rules.toKey?.(key) ?? key)
    yield* walk(one, path === undefined ? path : [path, step].filter(Boolean).join('.'), rules, depth + 1)
  }
}

/** Zod's own error has its list as a text. */
function toList(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\[\s*\{/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function readFieldName(complaint: object, names: readonly string[]): string | undefined {
  const source = readField(complaint, 'source')
  const pointer = readField(complaint, 'pointer') ?? readField(source, 'pointer')
  // JSON:API points into its own envelope.
  if (typeof pointer === 'string') {
    return fromPointer(pointer.replace(/^\/data(?:\/(?:attributes|relationships)(?=\/)|$)/, ''))
  }
  // GraphQL's path is one in the answer.
  const isAnswer = Object.hasOwn(complaint, 'locations') || Object.hasOwn(complaint, 'extensions')
  for (const value of [...names.map((name) => readField(complaint, name)), readField(source, 'parameter')]) {
    if (Array.isArray(value) && !isAnswer) {
      const steps = value.filter((step) => typeof step === 'string' || typeof step === 'number')
      // FastAPI says first which part of the request it is.
      return (/^(?:body|query|path|header|cookie)$/.test(String(steps[0])) ? steps.slice(1) : steps).join('.')
    }
    const name = toText(value)
    if (name) return toPath(name)
  }
  return readField(complaint, 'reason') ? toText(readField(complaint, 'name')) : undefined
}

/** `$.rows[1].amount` to `rows.1.amount`. */
function toPath(name: string): string {
  return name.replaceAll(/\[["']?(.*?)["']?\]/g, '.$1').replace(/^\$?\.*/, '')
}

/** As .NET does: `Name`, `URL` and `IPAddress` to `name`, `url` and `ipAddress`. */
function toCamelCase(path: string): string {
  return path.replaceAll(/(^|[.\]])([A-Z]+(?![a-z])|[A-Z])/g, (capitals) => capitals.toLowerCase())
}

function readFirst(places: readonly unknown[], names: readonly string[]): string | undefined {
  for (const place of places) {
    for (const name of names) {
      const text = toText(readField(place, name))
      if (text) return text
    }
  }
  return undefined
}

/** A text for display: no page of HTML, no list, nothing that ends a line of a log or turns what stands around it. */
function toText(value: unknown): string | undefined {
  if (typeof value !== 'string' || /^\s*(?:<!doctype|<html|\[\s*\{)/i.test(value)) return undefined
  return (
    value
      .slice(0, MAX_TEXT)
      .replaceAll(/[\p{Cc}\u202A-\u202E]+/gu, ' ')
      .trim() || undefined
  )
}

function toSentence(texts: readonly string[], title: string): string {
  return texts
    .filter((text) => text !== title)
    .join('; ')
    .slice(0, MAX_TEXT)
}

function readInner(place: object): unknown {
  return readField(place, 'innererror') ?? readField(place, 'innerError')
}

function isMap(value: unknown): value is object {
  return isRecord(value) && !Array.isArray(value)
}
