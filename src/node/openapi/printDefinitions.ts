import { readAt, readField, readText } from '../../protocol/json.ts'
import { UsageError } from '../readCommand.ts'
import { RESERVED, createUniqueNames, toComment, toIdentifier, toLiteral, upperFirst } from './code.ts'
import type { Ask, Place } from './openApiDocument.ts'
import { createWalk, namesOf } from './openApiDocument.ts'
import type { DeclaredApi, Targets } from './readDialect.ts'
import { readDialect } from './readDialect.ts'
import type { DeclaredOperation } from './readInput.ts'
import { readInput } from './readInput.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const MAX_LABEL = 200
const MAX_CHARACTERS = 10_000_000

/**
 * Prints a TypeScript module: an endpoint definition for each operation that declares a 202, and the APIs that
 * a client needs. What the document does not say is a comment that begins with `Question:`.
 *
 * @throws {UsageError} if there is no such operation, or if there are too many.
 */
export function printDefinitions(root: Place): string {
  const questions = new Set<string>()
  const operations = findOperations(root, (question) => void questions.add(question))
  const output: Output = {
    targets: findTargets(operations),
    apis: new Map(),
    toName: createUniqueNames(RESERVED),
    toApiName: createUniqueNames(),
    toKind: createUniqueNames(),
  }
  const definitions: string[] = []
  let characters = 0
  for (const declared of operations.filter(({ operation }) => has202(operation))) {
    const definition = declared.method === 'get' ? '' : printDefinition(root, declared, output)
    if (definition) definitions.push(definition)
    else questions.add(`${declared.operation.at}: a GET declares a 202. How is that operation started?`)
    characters += definition.length
    if (characters > MAX_CHARACTERS)
      throw new UsageError('The definitions would exceed 10 MB. Split the document.')
  }
  if (definitions.length === 0)
    throw new UsageError('No POST, PUT, PATCH or DELETE of the document declares a 202 response.')
  return [printHead(root, output, questions), ...definitions].join('\n')
}

/** What all definitions share. */
interface Output {
  readonly targets: Targets
  /** The keys are the printed code, so that equal APIs are printed once. */
  readonly apis: Map<string, { readonly api: string; readonly questions: Set<string> }>
  readonly toName: (name: string) => string
  readonly toApiName: (name: string) => string
  readonly toKind: (kind: string) => string
}

function findOperations(root: Place, ask: Ask): DeclaredOperation[] {
  const walk = createWalk(root, ask)
  const paths = walk(root, 'paths')
  return namesOf(paths).flatMap((path) => {
    const item = walk(paths, path)
    return METHODS.flatMap((method) => {
      const operation = walk(item, method)
      return operation.value === undefined ? [] : [{ path, method, item, operation }]
    })
  })
}

function findTargets(operations: readonly DeclaredOperation[]): Targets {
  const targets = new Map<string, DeclaredOperation>()
  for (const one of operations.filter(({ method }) => method === 'get')) {
    targets.set(one.operation.at, one)
    targets.set(readText(one.operation.value, 'operationId', Infinity) ?? '', one)
  }
  return targets
}

function has202({ value }: Place): boolean {
  return readField(readField(value, 'responses'), '202') !== undefined
}

/** What comes before the definitions: imports, and the APIs for the client. */
function printHead(root: Place, { apis }: Output, questions: ReadonlySet<string>): string {
  const dialects = [...apis.keys()].map((code) => /\w+Dialect/.exec(code)?.[0] ?? '')
  const names = [...new Set(['defineOperation', ...dialects])].toSorted()
  const url = readAt(root.value, 'servers.0.url')
  const server = typeof url === 'string' ? ` The document says ${toLiteral(url)}.` : ''
  return [
    '// Endpoint definitions from an OpenAPI document, printed once for you to keep and to change.',
    '// Each question is about something that the document does not say.',
    ...toQuestions(questions),
    `import { ${names.join(', ')} } from "react-accepted/client"`,
    'import type { OperationsApi } from "react-accepted/client"',
    '',
    '/** For `createOperationsClient({ apis: createApis(baseUrl) })`. */',
    toComment(`Question: what is baseUrl, as the browser sees it?${server}`),
    'export const createApis = (baseUrl: string): OperationsApi[] => [',
    ...[...apis].flatMap(([code, { api, questions: asked }]) => [
      ...toQuestions(asked).map((line) => `  ${line}`),
      `  { api: ${toLiteral(api)}, baseUrl, ${code} },`,
    ]),
    ']',
    '',
  ].join('\n')
}

function printDefinition(root: Place, declared: DeclaredOperation, output: Output): string {
  const { path, method, item, operation } = declared
  const questions = new Set<string>()
  const ask = (question: string) => void questions.add(question)
  const walk = createWalk(root, ask)
  const verb = method.toUpperCase()
  const id = readText(operation.value, 'operationId', MAX_LABEL) ?? `${verb} ${path}`.slice(0, MAX_LABEL)
  const kind = output.toKind(id)
  if (kind !== id) ask(`${operation.at}: another operation is called ${toLiteral(id)} too. What is its kind?`)
  for (const { at, value } of [item, operation])
    if (readField(value, 'servers') !== undefined) ask(`${at}/servers: is this another baseUrl?`)
  const name = output.toName(toIdentifier(id) || toIdentifier(`${method} ${path}`))
  const input = readInput(walk, declared, ask)
  const type = input.members.length > 0 ? output.toName(`${upperFirst(name)}Input`) : undefined
  const api = addApi(readDialect(root, operation, output.targets, ask), output)
  const summary = readText(operation.value, 'summary', MAX_LABEL)
  const headers = namesOf(walk(operation, 'responses', '202', 'headers'))
  const hasRetryAfter = headers.some((header) => /^retry-after$/i.test(header))
  return [
    ...(type ? [`export interface ${type} {`, ...input.members.map((member) => `  ${member}`), '}', ''] : []),
    toComment(`${verb} ${path}${hasRetryAfter ? ' sends Retry-After, which is always obeyed.' : ''}`),
    ...toQuestions(questions),
    `export const ${name} = defineOperation${type ? `<${type}>` : ''}({`,
    `  kind: ${toLiteral(kind)},`,
    '  version: 1,',
    `  api: ${toLiteral(api)},`,
    `  method: ${toLiteral(verb)},`,
    `  path: ${input.path},`,
    ...(input.body ? [`  body: ${input.body},`] : []),
    `  takesIdempotencyKey: ${input.takesIdempotencyKey},`,
    ...(method === 'delete' ? ['  isDestructive: true,'] : []),
    ...(summary ? [`  label: () => ${toLiteral(summary)},`] : []),
    '})',
    '',
  ].join('\n')
}

/** The name of an API. Operations with the same dialect share one. */
function addApi({ name, code, questions }: DeclaredApi, { apis, toApiName }: Output): string {
  const known = apis.get(code) ?? { api: toApiName(name), questions: new Set() }
  for (const question of questions) known.questions.add(question)
  apis.set(code, known)
  return known.api
}

function toQuestions(questions: ReadonlySet<string>): string[] {
  return [...questions].map((question) => toComment(`Question: ${question}`))
}
