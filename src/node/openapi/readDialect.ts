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

/** What links can name: each GET by its `operationId` and by the place where it is. */
export type Targets = ReadonlyMap<string, DeclaredOperation>

/** Reads which dialect the 202 of an operation declares. `ask` is called with what concerns only the operation. */
export function readDialect(root: Place, operation: Place, targets: Targets, ask: Ask): DeclaredApi {
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
    askOfApi('does the URL in Location answer 202 while it runs? For a 200 with a status, use jobDialect.')
    return { name: 'location', code: 'dialect: locationDialect', questions }
  }
  ask(`${accepted.at}: where is the status? There is no Location, statusUrl, or link to a GET with a status.`)
  return { name: 'statusUrl', code: 'dialect: statusUrlDialect', questions }
}

/** The field with the status of a job. */
interface Status {
  /** Dotted, as `jobDialect` reads it. */
  readonly path: string
  readonly at: string
  readonly words: readonly string[]
}

/** The words with which polling ends, as `x-speakeasy-polling` declares them. */
interface Ends {
  readonly path: string
  readonly words: Readonly<Record<string, 'COMPLETED' | 'FAILED'>>
}

/** The job that a link of the 202 reads with a GET, if the document says which of its fields is the status. */
function readJob(walk: Walk, accepted: Place, targets: Targets, ask: Ask): string | undefined {
  const links = walk(accepted, 'links')
  const jobs = namesOf(links, 20).flatMap((name) => {
    const link = walk(links, name)
    const target = findTarget(walk, link, targets)
    const job = target && findJson(walk, walk(target.operation, 'responses', '200'))
    if (!job) return []
    const properties = walk(job.schema, 'properties')
    const ends = readEnds(target, ask)
    const status = findStatus(walk, properties, ends)
    return status ? [{ link, target, properties, ends, status }] : []
  })
  const [job] = jobs
  if (jobs.length > 1) ask(`${links.at}: which of these links reads the status? None is used.`)
  if (!job || jobs.length > 1) return undefined
  const { link, target, properties, ends, status } = job
  const { id, operationPath } = readId(walk, link, target)
  const hasUrl = namesOf(walk(accepted, 'headers')).some((name) => /^location$/i.test(name))
  if (!operationPath && !hasUrl)
    ask(`${link.at}: where is the URL or the ID of the job? Add statusUrl, or id and operationPath.`)
  const words = toWords(status, ends, ask)
  const progress = readProgress(walk, properties)
  const options = [
    id !== undefined && id !== 'id' && `id: ${toLiteral(id)}`,
    status.path !== 'status' && `status: ${toLiteral(status.path)}`,
    progress !== undefined && `progress: ${toLiteral(progress)}`,
    words && `words: { ${words} }`,
  ].filter(Boolean)
  const dialect = `dialect: jobDialect(${options.length > 0 ? `{ ${options.join(', ')} }` : ''})`
  return operationPath === undefined ? dialect : `${dialect}, operationPath: ${toLiteral(operationPath)}`
}

function findTarget(walk: Walk, link: Place, targets: Targets): DeclaredOperation | undefined {
  const reference = readField(link.value, 'operationRef')
  if (reference !== undefined) return targets.get(walk({ value: { $ref: reference }, at: link.at }).at)
  const id = readText(link.value, 'operationId', Infinity)
  return id === undefined ? undefined : targets.get(id)
}

/** The field that the polling rule names, else the only one whose words include a known one, else `status`. */
function findStatus(walk: Walk, properties: Place, ends: Ends | undefined): Status | undefined {
  const fields = namesOf(properties, 200).flatMap((path) => {
    const { at, value } = walk(properties, path)
    const words = readList(value, 'enum', 100).filter((word) => typeof word === 'string')
    return words.length > 0 && !path.includes('.') ? [{ path, at: `${at}/enum`, words }] : []
  })
  const find = (name: string) => fields.find(({ path }) => path === name)
  if (ends) return find(ends.path) ?? { path: ends.path, at: properties.at, words: [] }
  const known = fields.filter(({ words }) => words.some(isCommon))
  return known.length === 1 ? known[0] : find('status')
}

/** Reads `x-speakeasy-polling`, if it has one rule with one word for success and one for failure. */
function readEnds({ operation }: DeclaredOperation, ask: Ask): Ends | undefined {
  const rules = readList(operation.value, 'x-speakeasy-polling', 2)
  if (rules.length === 0) return undefined
  const read = (field: string) => {
    const conditions = readList(rules[0], field, 20).map((one) => readText(one, 'condition') ?? '')
    const found = conditions.flatMap((one) => {
      const [, pointer, word] = /^(\$response\.body#\S+)\s*==\s*"([^"\\]+)"$/.exec(one) ?? []
      const path = toDotted(pointer)
      // As a key of an object literal, a name of Object.prototype means something else.
      return path === undefined || word === undefined || word in {} ? [] : [{ path, word }]
    })
    return found.length === 1 ? found[0] : undefined
  }
  const [success, failure] = [read('successCriteria'), read('failureCriteria')]
  if (rules.length === 1 && success && success.path === failure?.path && success.word !== failure.word)
    return { path: success.path, words: { [success.word]: 'COMPLETED', [failure.word]: 'FAILED' } }
  ask(`${operation.at}/x-speakeasy-polling: which words end the job? It is not one for each end.`)
  return undefined
}

/** The final words that `jobDialect` does not know. Those whose meaning is not declared are asked. */
function toWords({ words, at }: Status, ends: Ends | undefined, ask: Ask): string {
  const told = ends?.words ?? {}
  const unknown = words.filter((word) => !isCommon(word) && !Object.hasOwn(told, word))
  if (unknown.length > 0)
    ask(`${at}: are all of these PENDING? ${toList(unknown)}. Add those that are final to words.`)
  const own = Object.entries(told).filter(([word]) => !isCommon(word))
  return own.map(([word, status]) => `${toKey(word)}: ${toLiteral(status)}`).join(', ')
}

function isCommon(word: string): boolean {
  return Object.hasOwn(COMMON_WORDS, word.toLowerCase())
}

/** The only number up to 100 whose name says that it is the progress. Others are not asked: it is optional. */
function readProgress(walk: Walk, properties: Place): string | undefined {
  const found = namesOf(properties, 200).filter((name) => {
    const { value } = walk(properties, name)
    return /^[^.]*(?:progress|percent)[^.]*$/i.test(name) && readField(value, 'maximum') === 100
  })
  return found.length === 1 ? found[0] : undefined
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
