import { readFile, stat } from 'node:fs/promises'

import { isRecord, readField } from '../../protocol/json.ts'
import { UsageError } from '../readCommand.ts'

/** A value of the document, and the JSON Pointer (RFC 6901) to it: `#/paths/~1reports/post`. */
export interface Place {
  readonly value: unknown
  readonly at: string
}

/** Called with what the document does not say: a sentence that names the place. */
export type Ask = (question: string) => void

/** The place below another. References are followed; `value` is `undefined` if there is nothing. */
export type Walk = (from: Place, ...names: readonly string[]) => Place

const MAX_MEGABYTES = 50
const MAX_REFERENCES = 50
const BUNDLE = 'npx @redocly/cli bundle openapi.yaml --ext json -o openapi.json'

/**
 * Reads an OpenAPI 3.0 or 3.1 document from a JSON file of at most 50 MB.
 *
 * @throws {UsageError} that says what is wrong with the file, and what to do.
 */
export async function readOpenApi(path: string): Promise<Place> {
  const value = parse(await readText(path), path)
  if (!isRecord(value) || Array.isArray(value))
    throw new UsageError(`${path} is not an OpenAPI document: it must be a JSON object.`)
  if (readField(value, 'swagger') !== undefined)
    throw new UsageError(`${path} is Swagger 2.0. Convert it to OpenAPI 3 first.`)
  const version = readField(value, 'openapi')
  if (typeof version !== 'string' || !/^3\.[01](?:\.|$)/.test(version))
    throw new UsageError(`${path} is not OpenAPI 3.0 or 3.1: its field "openapi" must say so.`)
  return { value, at: '#' }
}

async function readText(path: string): Promise<string> {
  try {
    const found = await stat(path)
    if (found.isFile() && found.size <= MAX_MEGABYTES * 1024 * 1024) return await readFile(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${path} cannot be read: ${reason}`, { cause: error })
  }
  throw new UsageError(`${path} is not a file of at most ${MAX_MEGABYTES} MB.`)
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UsageError(`${path} is not JSON. Convert YAML first: ${BUNDLE}`, { cause: error })
  }
}

/** Creates the function that goes from place to place. It asks about references that it cannot follow. */
export function createWalk(root: Place, ask: Ask): Walk {
  function follow(from: Place): Place {
    let here = from
    for (let hops = 0; hops <= MAX_REFERENCES; hops += 1) {
      const reference = readField(here.value, '$ref')
      if (typeof reference !== 'string') return here
      if (!/^#(?:\/|$)/.test(reference)) {
        ask(`${here.at} refers to ${JSON.stringify(reference)}, outside this document. Bundle it: ${BUNDLE}`)
        return { value: undefined, at: from.at }
      }
      here = lookUp(reference)
      if (here.value === undefined) {
        ask(`${from.at} refers to ${here.at}, which is not in this document. What is it?`)
        return here
      }
    }
    ask(`${from.at} is a circle of references, or more than ${MAX_REFERENCES} in a row. What is it?`)
    return { value: undefined, at: from.at }
  }

  function lookUp(reference: string): Place {
    return reference.split('/').slice(1).map(decode).reduce(step, root)
  }

  return (from, ...names) => names.reduce((here, name) => follow(step(here, name)), follow(from))
}

function step({ value, at }: Place, name: string): Place {
  return { value: readField(value, name), at: `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` }
}

/** One name of a JSON Pointer. */
export function decode(name: string): string {
  let text = name
  try {
    text = decodeURIComponent(name)
  } catch {
    // A percent sign of its own.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The names below a place, cut to `longest`; none if it is not an object or a list. */
export function namesOf({ value }: Place, longest = Infinity): readonly string[] {
  return isRecord(value) ? Object.keys(value).slice(0, longest) : []
}

/** The media type that is JSON, and its schema, of a request body or a response; `undefined` if there is none. */
export function findJson(walk: Walk, from: Place): { type: string; schema: Place } | undefined {
  const content = walk(from, 'content')
  const type = namesOf(content).find((name) => /^application\/(?:[\w.-]+\+)?json$/i.test(name))
  return type === undefined ? undefined : { type, schema: walk(content, type, 'schema') }
}
