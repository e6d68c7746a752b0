import { readField, readList } from '../../protocol/json.ts'
import { createUniqueNames, toIdentifier, toKey, toList, toLiteral } from './code.ts'
import type { Ask, Place, Walk } from './openApiDocument.ts'
import { findJson, namesOf } from './openApiDocument.ts'

/** One operation of the document. */
export interface DeclaredOperation {
  /** `/reports/{id}` */
  readonly path: string
  /** `post` */
  readonly method: string
  readonly item: Place
  readonly operation: Place
}

const MAX_PARAMETERS = 200
const MAX_PROPERTIES = 100
const MAX_ENUM = 50
/** OpenAPI says that parameters with these names are ignored. */
const NOT_A_PARAMETER = ['header:accept', 'header:content-type', 'header:authorization']

/**
 * Reads what a request needs, as code: the members of the type of `input`, and the functions of the path and
 * the body. What the document does not say is asked, or typed `unknown`.
 */
export function readInput(walk: Walk, declared: DeclaredOperation, ask: Ask) {
  const parameters = readParameters(walk, declared)
  const key = parameters.get('header:idempotency-key')
  if (!key)
    ask(`${declared.operation.at}: does it take an Idempotency-Key? Without one, nothing is sent twice.`)
  for (const [name, parameter] of parameters) {
    const isAsked = readField(parameter.value, 'required') === true && parameter !== key
    if (!isAsked || name.startsWith('path:') || NOT_A_PARAMETER.includes(name)) continue
    const where = name.startsWith('query:') ? 'path, or to baseUrl if it never changes' : 'headers'
    ask(`${parameter.at}: ${toLiteral(name.replace(':', ' '))} is required. Add it to ${where}. What is it?`)
  }
  const path = readPath(walk, declared, parameters, ask)
  const body = readBody(walk, declared, ask)
  const name = path.toName('body')
  return {
    members: [...path.members, ...(body ? [`${name}${body.isRequired ? '' : '?'}: ${body.type}`] : [])],
    path: `(${path.members.length > 0 ? 'input' : ''}) => ${path.code}`,
    body: body && `(input) => input.${name}`,
    takesIdempotencyKey: key !== undefined,
  }
}

/** By `in` and name; those of the operation replace those of its path. Header names have no letter case. */
function readParameters(walk: Walk, { item, operation }: DeclaredOperation): Map<string, Place> {
  const found = new Map<string, Place>()
  for (const owner of [item, operation]) {
    const list = walk(owner, 'parameters')
    for (const index of namesOf(list, MAX_PARAMETERS)) {
      const parameter = walk(list, index)
      const [where, name] = [readField(parameter.value, 'in'), readField(parameter.value, 'name')]
      if (typeof where === 'string' && typeof name === 'string')
        found.set(`${where}:${where === 'header' ? name.toLowerCase() : name}`, parameter)
    }
  }
  return found
}

function readPath(walk: Walk, { path, item }: DeclaredOperation, parameters: Map<string, Place>, ask: Ask) {
  const toName = createUniqueNames()
  const names = new Map<string, string>()
  const members: string[] = []
  const parts = path.split(/\{([^{}]*)\}/).map((part, at) => {
    if (at % 2 === 0) return part && toLiteral(part)
    const known = names.get(part)
    if (known !== undefined) return `encodeURIComponent(input.${known})`
    const name = toName(toIdentifier(part) || 'parameter')
    names.set(part, name)
    const parameter = parameters.get(`path:${part}`)
    const schema = parameter && walk(parameter, 'schema')
    const type = schema && toSimpleType(schema)
    const isUsable = type !== undefined && !/\bnull\b/.test(type)
    if (!isUsable) ask(`${item.at}: what is the type of the path parameter ${toLiteral(part)}?`)
    members.push(`${name}: ${isUsable ? type : 'string'}`)
    return `encodeURIComponent(input.${name})`
  })
  // The client refuses such paths before it sends anything.
  if (!/^\/(?!\/)[^\\#{}\p{Cc}]*$/u.test(path.replaceAll(/\{[^{}]*\}/g, 'x')))
    ask(`${item.at}: this is not a path below baseUrl. What is it?`)
  return { members, toName, code: parts.filter(Boolean).join(' + ') || '""' }
}

function readBody(walk: Walk, { operation }: DeclaredOperation, ask: Ask) {
  const body = walk(operation, 'requestBody')
  if (body.value === undefined) return undefined
  const json = findJson(walk, body)
  if (!json) {
    const types = toList(namesOf(walk(body, 'content')))
    ask(`${body.at}: the body is ${types || 'not described'}. Only JSON can be sent. Is there another way?`)
    return undefined
  }
  const isRequired = readField(body.value, 'required') === true
  if (!/^application\/json$/i.test(json.type))
    ask(
      `${body.at}: its type is ${toLiteral(json.type)}. Is application/json accepted? If not, add it to headers.`,
    )
  return { isRequired, type: toBodyType(walk, json.schema, ask) }
}

/** The type of an object with simple properties, of a simple value, or `unknown`. */
function toBodyType(walk: Walk, schema: Place, ask: Ask): string {
  const simple = toSimpleType(schema)
  if (simple !== undefined) return simple
  const properties = walk(schema, 'properties')
  const names = namesOf(properties, MAX_PROPERTIES + 1)
  if (isComposed(schema) || names.length === 0 || names.length > MAX_PROPERTIES) {
    ask(`${schema.at}: what is the type of the body? It is not an object with simple properties.`)
    return 'unknown'
  }
  const required = new Set(readList(schema.value, 'required'))
  const unknowns: string[] = []
  const members = names.flatMap((name) => {
    const property = walk(properties, name)
    if (readField(property.value, 'readOnly') === true) return []
    const items =
      readField(property.value, 'type') === 'array' ? toSimpleType(walk(property, 'items')) : undefined
    const type = items === undefined ? toSimpleType(property) : `ReadonlyArray<${items}>`
    if (type === undefined) unknowns.push(name)
    return [`    ${toKey(name)}${required.has(name) ? '' : '?'}: ${type ?? 'unknown'}`]
  })
  if (unknowns.length > 0) ask(`${properties.at}: what are the types of ${toList(unknowns)}?`)
  return `{\n${members.join('\n')}\n  }`
}

const SIMPLE = new Map<unknown, string>([
  ['string', 'string'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
])

/** The type of a text, number, boolean or one of several of them; `undefined` for anything else. */
function toSimpleType(schema: Place): string | undefined {
  if (isComposed(schema)) return undefined
  const { value } = schema
  const isNullable = readField(value, 'nullable') === true
  const given = readList(value, 'enum', MAX_ENUM + 1)
  const declared = readField(value, 'type')
  const names = Array.isArray(declared) ? declared.slice(0, MAX_ENUM) : [declared]
  const isEnum = given.length > 0 && given.length <= MAX_ENUM
  const types = isEnum ? given.map(toLiteralType) : names.map((one) => SIMPLE.get(one))
  if (types.length === 0 || types.includes(undefined)) return undefined
  return [...new Set([...types, ...(isNullable ? ['null'] : [])])].join(' | ')
}

function toLiteralType(value: unknown): string | undefined {
  if (typeof value === 'string') return toLiteral(value)
  return value === null || typeof value === 'boolean' || Number.isFinite(value) ? String(value) : undefined
}

function isComposed({ value }: Place): boolean {
  return ['allOf', 'anyOf', 'oneOf'].some((name) => readField(value, name) !== undefined)
}
