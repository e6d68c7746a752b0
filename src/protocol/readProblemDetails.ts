import { defined, isRecord, readField } from './json.ts'
import type { ProblemReader } from './problem.ts'
import { fromPointer, toLink } from './problem.ts'

/** A page cannot show more, and a hostile body may contain a hundred thousand. */
const MAX_COMPLAINTS = 100
/** No form is deeper, and a hostile body may nest until the stack overflows. */
const MAX_DEPTH = 8
/** Longest text in characters. Texts are for display, where a stack trace does not help. */
const MAX_TEXT = 2048

/** Fields with the message of an API, or of one of its complaints. The best one first. */
const SAYINGS = ['detail', 'message', 'Message', 'error_description', 'msg', 'defaultMessage', 'title']
/** Used if there is nothing better. In a complaint only if it names a field: Google's links look the same. */
const NOTES = [...SAYINGS, 'description', 'reason']
/** Fields with several complaints: a list, or a map by field. */
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
/** Where a complaint names its field. */
const FIELDS = ['field', 'param', 'parameter', 'target', 'propertyPath', 'path', 'loc']
/** Keys of a map by field that mean the whole body, in Rails, Django REST and Phoenix. */
const WHOLE = /^(?:base|non_field_errors|__all__|detail)?$/
/** Names that lead out of the object in which a form keeps its errors (prototype pollution). */
const UNSAFE = /(?:^|\.)(?:__proto__|constructor|prototype)(?:\.|$)/

/** A message about one field, or about the whole body if `field` is empty or missing. */
interface Complaint {
  readonly field: string | undefined
  readonly message: string
}

/**
 * Reads why an API refused: problem details (RFC 9457) with `errors` by JSON Pointer, and what frameworks
 * send instead: JSON:API, OAuth, `{ error: { message } }`, a bare text, lists of complaints, and maps by
 * field. Reads up to 100 complaints, 8 levels deep, and cuts every text to 2 048 characters.
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

/** @param fallback the message of a complaint that only names its field */
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
      // .NET reports its property names, which start with a capital. The JSON fields do not.
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
  /** True if plain texts in a map are complaints, and not metadata. */
  readonly takesTexts?: boolean
}

/** @param path the path within the map; `undefined` within a list that is not a field */
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
    // The index in a list counts only if it is a row of a form, with a map of its own.
    const isRow = isList && isMap(one) && !readFirst([one], SAYINGS)
    const step = isList ? (isRow ? key : '') : WHOLE.test(key) ? '' : toPath(rules.toKey?.(key) ?? key)
    yield* walk(one, path === undefined ? path : [path, step].filter(Boolean).join('.'), rules, depth + 1)
  }
}

/** A ZodError has its list of issues as JSON in a string. */
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
  // JSON:API pointers include its own envelope.
  if (typeof pointer === 'string') {
    return fromPointer(pointer.replace(/^\/data(?:\/(?:attributes|relationships)(?=\/)|$)/, ''))
  }
  // GraphQL's `path` points into the response, not into the request.
  const isAnswer = Object.hasOwn(complaint, 'locations') || Object.hasOwn(complaint, 'extensions')
  for (const value of [...names.map((name) => readField(complaint, name)), readField(source, 'parameter')]) {
    if (Array.isArray(value) && !isAnswer) {
      const steps = value.filter((step) => typeof step === 'string' || typeof step === 'number')
      // FastAPI starts with the part of the request.
      return (/^(?:body|query|path|header|cookie)$/.test(String(steps[0])) ? steps.slice(1) : steps).join('.')
    }
    const name = toText(value)
    if (name) return toPath(name)
  }
  return readField(complaint, 'reason') ? toText(readField(complaint, 'name')) : undefined
}

/** Turns `$.rows[1].amount` into `rows.1.amount`. */
function toPath(name: string): string {
  return name.replaceAll(/\[["']?(.*?)["']?\]/g, '.$1').replace(/^\$?\.*/, '')
}

/** Like .NET, turns `Name`, `URL` and `IPAddress` into `name`, `url` and `ipAddress`. */
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

/**
 * A text for display: no HTML page, no JSON list, no control characters, which could end a line of a log, and
 * no bidi characters, which could reorder the text around them.
 */
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
