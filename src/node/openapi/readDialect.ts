import { COMMON_WORDS } from '../../protocol/dialects/bodyReaders.ts'
import { readField, readList, readText } from '../../protocol/json.ts'
import { toKey, toList, toLiteral } from './code.ts'
import type { Ask, Place, Walk } from './openApiDocument.ts'
import { createWalk, decode, findJson, namesOf } from './openApiDocument.ts'
import type { DeclaredOperation } from './readInput.ts'

/** How an API says accepted, running and ended. */
export interface DeclaredApi {
  readonly name: 'azure' | 'job' | 'location' | 'statusUrl'
  /** Its fields, such as `dialect: jobDialect({ status: "state" })`. */
  readonly code: string
  /** What is not known about all of its operations. */
  readonly questions: readonly string[]
}

/**
 * Reads which dialect the 202 of an operation declares.
 *
 * @param targets what links can name: each GET by its `operationId` and by the place where it is
 * @param ask called with what concerns only this operation
 */
export function readDialect(
  root: Place,
  { operation }: DeclaredOperation,
  targets: ReadonlyMap<string, DeclaredOperation>,
  ask: Ask,
): DeclaredApi {
  const questions: string[] = []
  const askOfApi = (question: string) => void questions.push(question)
  const walk = createWalk(root, ask)
  const accepted = walk(operation, 'responses', '202')
  const headers = new Set(namesOf(walk(accepted, 'headers')).map((name) => name.toLowerCase()))
  const extension = readField(operation.value, 'x-ms-long-running-operation')
  if (extension === true || headers.has('operation-location') || headers.has('azure-asyncoperation')) {
    const { at, value } = walk(operation, 'x-ms-long-running-operation-options', 'final-state-via')
    if (value === 'azure-async-operation' || value === 'operation-location')
      ask(`${at} is ${value}: where in the last status is the result? Say it with result: { schema, from }.`)
    return { name: 'azure', code: 'dialect: azureDialect', questions }
  }
  const job = readJob(createWalk(root, askOfApi), accepted, targets, askOfApi)
  if (job !== undefined) return { name: 'job', code: job, questions }
  const json = findJson(walk, accepted)
  if (json && walk(json.schema, 'properties', 'statusUrl').value !== undefined) {
    askOfApi('are the words of its status COMPLETED, FAILED and CANCELLED? Give it statusWords for others.')
    return { name: 'statusUrl', code: 'dialect: statusUrlDialect', questions }
  }
  if (headers.has('location') || headers.has('content-location')) {
    askOfApi(
      'does the URL in Location answer 202 while it runs? If it answers 200 with a status, use jobDialect.',
    )
    return { name: 'location', code: 'dialect: locationDialect', questions }
  }
  ask(
    `${accepted.at}: where is the status read? It declares no Location, statusUrl, or link to a GET with a status.`,
  )
  return { name: 'statusUrl', code: 'dialect: statusUrlDialect', questions }
}

interface Status {
  /** Dotted, as `jobDialect` reads it. */
  readonly path: string
  readonly at: string
  readonly words: readonly string[]
}

type Meaning = readonly [path: string, word: string, status: 'COMPLETED' | 'FAILED']

/** The job that a link of the 202 reads with a GET, if the document says which of its fields is the status. */
function readJob(
  walk: Walk,
  accepted: Place,
  targets: ReadonlyMap<string, DeclaredOperation>,
  ask: Ask,
): string | undefined {
  const links = walk(accepted, 'links')
  const jobs = namesOf(links, 20).flatMap((name) => {
    const link = walk(links, name)
    const target = findTarget(walk, link, targets)
    const job = target && findJson(walk, walk(target.operation, 'responses', '200'))
    if (!job) return []
    const properties = walk(job.schema, 'properties')
    const meanings = readPolling(target, ask)
    const status = findStatus(walk, properties, meanings)
    return status ? [{ link, target, properties, meanings, status }] : []
  })
  const [job] = jobs
  if (jobs.length > 1) ask(`${links.at}: which of these links reads the status? None is used.`)
  if (!job || jobs.length > 1) return undefined
  const { id, operationPath } = readId(walk, job.link, job.target)
  const hasUrl = namesOf(walk(accepted, 'headers')).some((name) => name.toLowerCase() === 'location')
  if (!operationPath && !hasUrl)
    ask(
      `${job.link.at}: where is the URL or the ID of the job? Say it with statusUrl, or with id and operationPath.`,
    )
  const fields = { id, status: job.status.path, progress: readProgress(walk, job.properties, ask) }
  const options = Object.entries(fields).flatMap(([name, path]) =>
    path === undefined || path === name ? [] : [`${name}: ${toLiteral(path)}`],
  )
  const words = toWords(job.status, job.meanings, ask)
  if (words.length > 0) options.push(`words: { ${words.join(', ')} }`)
  const dialect = `dialect: jobDialect(${options.length > 0 ? `{ ${options.join(', ')} }` : ''})`
  return operationPath === undefined ? dialect : `${dialect}, operationPath: ${toLiteral(operationPath)}`
}

function findTarget(
  walk: Walk,
  link: Place,
  targets: ReadonlyMap<string, DeclaredOperation>,
): DeclaredOperation | undefined {
  const reference = readField(link.value, 'operationRef')
  if (reference !== undefined) return targets.get(walk({ value: { $ref: reference }, at: link.at }).at)
  const id = readField(link.value, 'operationId')
  return typeof id === 'string' ? targets.get(id) : undefined
}

/** The field that the polling rule names, else the only one whose words include a known one, else `status`. */
function findStatus(walk: Walk, properties: Place, meanings: readonly Meaning[]): Status | undefined {
  const fields = namesOf(properties, 200).flatMap((path) => {
    const { at, value } = walk(properties, path)
    const words = readList(value, 'enum', 100).filter((word) => typeof word === 'string')
    return words.length > 0 && !path.includes('.') ? [{ path, at: `${at}/enum`, words }] : []
  })
  const [polled] = meanings
  if (polled) {
    const [path] = polled
    return fields.find((field) => field.path === path) ?? { path, at: properties.at, words: [] }
  }
  const known = fields.filter(({ words }) => words.some(isCommon))
  return known.length === 1 ? known[0] : fields.find(({ path }) => path === 'status')
}

/** The word of `x-speakeasy-polling` with which polling succeeds, and the one with which it fails. */
function readPolling({ operation }: DeclaredOperation, ask: Ask): readonly Meaning[] {
  const rules = readList(operation.value, 'x-speakeasy-polling', 20)
  const read = (field: string, status: Meaning[2]) => {
    const found = readList(rules[0], field, 20).flatMap((criterion): Meaning[] => {
      const condition = readText(criterion, 'condition') ?? ''
      const [, pointer, word] = /^(\$response\.body#\S+)\s*==\s*"([^"\\]+)"$/.exec(condition) ?? []
      const path = toDotted(pointer)
      // As a key of an object literal, a name of Object.prototype means something else.
      return path === undefined || word === undefined || word in {} ? [] : [[path, word, status]]
    })
    return rules.length === 1 && found.length === 1 ? found : []
  }
  const meanings = [...read('successCriteria', 'COMPLETED'), ...read('failureCriteria', 'FAILED')]
  if (rules.length > 0 && meanings.length < 2)
    ask(
      `${operation.at}/x-speakeasy-polling: which words end the job? It is not one for success and one for failure.`,
    )
  return meanings
}

/** The words that `jobDialect` does not know. Those whose meaning is not declared are asked. */
function toWords({ path, words, at }: Status, meanings: readonly Meaning[], ask: Ask): readonly string[] {
  const told = new Map(meanings.flatMap(([of, word, status]) => (of === path ? [[word, status]] : [])))
  const unknown = words.filter((word) => !isCommon(word) && !told.has(word))
  if (unknown.length > 0)
    ask(`${at}: are all of these PENDING? ${toList(unknown)}. Add those that are final to words.`)
  return [...told].flatMap(([word, status]) =>
    isCommon(word) ? [] : [`${toKey(word)}: ${toLiteral(status)}`],
  )
}

function isCommon(word: string): boolean {
  return Object.hasOwn(COMMON_WORDS, word.toLowerCase())
}

function readProgress(walk: Walk, properties: Place, ask: Ask): string | undefined {
  const found = namesOf(properties, 200).filter((name) => {
    const type = readField(walk(properties, name).value, 'type')
    return /progress|percent/i.test(name) && (type === 'number' || type === 'integer')
  })
  const [name] = found
  if (name === undefined) return undefined
  const isPercentage = readField(walk(properties, name).value, 'maximum') === 100
  if (found.length === 1 && isPercentage && !name.includes('.')) return name
  ask(`${properties.at}: is one of these 0 to 100? ${toList(found)}. Say it with progress.`)
  return undefined
}

/** The ID of a job, if a link passes it to a path with one parameter. */
function readId(
  walk: Walk,
  link: Place,
  { path }: DeclaredOperation,
): { id?: string; operationPath?: string } {
  const [name, ...others] = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, one = '']) => one)
  if (name === undefined || others.length > 0) return {}
  const { value } = walk(link, 'parameters')
  const id = toDotted(readField(value, name) ?? readField(value, `path.${name}`))
  return id === undefined ? {} : { id, operationPath: path.replace(`{${name}}`, '{operationId}') }
}

/** `data.id` for the runtime expression `$response.body#/data/id`. */
function toDotted(expression: unknown): string | undefined {
  const [, pointer] =
    typeof expression === 'string' ? (/^\$response\.body#\/(.+)$/s.exec(expression) ?? []) : []
  const names = pointer?.split('/').map(decode)
  return names?.every((name) => name && !name.includes('.')) ? names.join('.') : undefined
}
