import type { FieldProblem, Json } from '../../../simulator/http/answers.ts'
import { isJsonList, isJsonObject, readKey } from '../../../simulator/http/answers.ts'

/** The path to a field in a body: keys and list indexes from the top. */
export type FieldPath = readonly (string | number)[]

/** Checks one field and adds its problems to `problems`. */
export type FieldCheck = (problems: FieldProblem[], path: FieldPath, value: Json | undefined) => void

/** Describes a problem with the field at `path`. */
export function toProblem(path: FieldPath, reason: string, value: Json | undefined): FieldProblem {
  const field = path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index > 0 ? `.${key}` : key))
    .join('')
  const pointer = `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
  return { field, pointer, reason, value }
}

/** The field must be present (and not null). */
export function required(check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    if (value === undefined) problems.push(toProblem(path, 'is required', value))
    else check(problems, path, value)
  }
}

/** The field may be missing. */
export function optional(check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    if (value !== undefined) check(problems, path, value)
  }
}

/** The field may be missing or null. */
export function nullable(check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    if (value !== undefined && value !== null) check(problems, path, value)
  }
}

interface TextRule {
  readonly min?: number
  readonly max?: number
  readonly pattern?: RegExp
}

/** A string. Lengths count Unicode characters, as in JSON Schema. */
export function text(rule: TextRule = {}): FieldCheck {
  return (problems, path, value) => {
    const reason = findTextFault(value, rule)
    if (reason !== null) problems.push(toProblem(path, reason, value))
  }
}

function findTextFault(
  value: Json | undefined,
  { min = 0, max = Infinity, pattern }: TextRule,
): string | null {
  if (value === null) return 'must not be null'
  if (typeof value !== 'string') return 'must be a string'
  const { length } = Array.from(value)
  if (length < min) return `must have at least ${min} character${min === 1 ? '' : 's'}`
  if (length > max) return `must have at most ${max} characters`
  return pattern && !pattern.test(value) ? `must match ${pattern.source}` : null
}

/** One of these strings. */
export function oneOf(...words: readonly string[]): FieldCheck {
  return (problems, path, value) => {
    if (typeof value === 'string' && words.includes(value)) return
    problems.push(toProblem(path, `must be one of ${words.join(', ')}`, value))
  }
}

/** An integer of `min` or more, up to `max`. */
export function integer(min: number, max = Infinity): FieldCheck {
  return (problems, path, value) => {
    if (Number.isInteger(value) && typeof value === 'number' && value >= min && value <= max) return
    const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`
    problems.push(toProblem(path, `must be an integer ${range}`, value))
  }
}

/** A number. */
export function number(): FieldCheck {
  return (problems, path, value) => {
    if (typeof value !== 'number') problems.push(toProblem(path, 'must be a number', value))
  }
}

/** `true` or `false`. */
export function flag(): FieldCheck {
  return (problems, path, value) => {
    if (typeof value !== 'boolean') problems.push(toProblem(path, 'must be true or false', value))
  }
}

/** A list of `min` to `max` items, each checked by `item`. */
export function list(max: number, item: FieldCheck, min = 0): FieldCheck {
  return (problems, path, value) => {
    if (!isJsonList(value)) {
      problems.push(toProblem(path, 'must be a list', value))
    } else if (value.length < min) {
      problems.push(toProblem(path, `must have at least ${min} item${min === 1 ? '' : 's'}`, value.length))
    } else if (value.length > max) {
      problems.push(toProblem(path, `must have at most ${max} items`, value.length))
    } else {
      for (const [index, entry] of value.entries()) item(problems, [...path, index], entry)
    }
  }
}

/** An object of at most `max` keys; `each` returns the check for each of them. */
export function map(each: (key: string) => FieldCheck, max = Infinity): FieldCheck {
  return (problems, path, value) => {
    if (!isJsonObject(value)) problems.push(toProblem(path, 'must be an object', value))
    else if (Object.keys(value).length > max)
      problems.push(toProblem(path, `must have at most ${max} entries`, Object.keys(value).length))
    else for (const [key, entry] of Object.entries(value)) each(key)(problems, [...path, key], entry)
  }
}

/** An object with these fields; others are allowed. */
export function fields(checks: Readonly<Record<string, FieldCheck>>): FieldCheck {
  return (problems, path, value) => {
    if (!isJsonObject(value)) problems.push(toProblem(path, 'must be an object', value))
    else
      for (const [key, check] of Object.entries(checks)) check(problems, [...path, key], readKey(value, key))
  }
}

/** Refuses every field but these, such as one that only responses have. */
export function only(names: readonly string[], check: FieldCheck): FieldCheck {
  return (problems, path, value) => {
    check(problems, path, value)
    if (!isJsonObject(value)) return
    for (const [key, entry] of Object.entries(value))
      if (!names.includes(key))
        problems.push(toProblem([...path, key], 'is not a field of this request', entry))
  }
}

/** An object with these fields and no others. */
export function closed(checks: Readonly<Record<string, FieldCheck>>): FieldCheck {
  return only(Object.keys(checks), fields(checks))
}
