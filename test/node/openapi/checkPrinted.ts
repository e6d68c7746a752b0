import { resolve } from 'node:path'

import ts from '@tsd/typescript'

import { printDefinitions } from '../../../src/node/openapi/printDefinitions.ts'

/** A document with these paths and components. */
export function toDocument(paths: object, components: object = {}) {
  return { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths, components }
}

/** The module that is printed for a document, which goes through JSON as a file does. */
export function print(document: object): string {
  const value: unknown = JSON.parse(JSON.stringify(document))
  return printDefinitions({ value, at: '#' })
}

/** The module for one POST with a 202. */
export function printPost(operation: object, others: object = {}, components: object = {}): string {
  const post = { operationId: 'start', responses: { 202: {} }, ...operation }
  return print(toDocument({ '/start': { post }, ...others }, components))
}

/** The questions of a module. */
export function questionsOf(printed: string): string[] {
  return [...printed.matchAll(/^ *\/\/ Question: (.*)$/gm)].map(([, question = '']) => question)
}

/** Its line in `createApis`, without the braces. */
export function apisOf(printed: string): string[] {
  return [...printed.matchAll(/^ {2}\{ (.*) \},$/gm)].map(([, api = '']) => api)
}

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  types: [],
  paths: { 'react-accepted/client': [resolve('src/client.ts')] },
} satisfies ts.CompilerOptions

/** The complaints of the compiler about modules that use the library, in one program. */
export function checkTypes(modules: readonly string[]): string[] {
  const sources = new Map(modules.map((code, at) => [resolve(`test/node/openapi/printed${at}.ts`), code]))
  const host = ts.createCompilerHost(OPTIONS)
  const readFile = host.readFile.bind(host)
  const fileExists = host.fileExists.bind(host)
  const getSourceFile = host.getSourceFile.bind(host)
  host.fileExists = (path) => sources.has(path) || fileExists(path)
  host.readFile = (path) => sources.get(path) ?? readFile(path)
  host.getSourceFile = (path, ...rest) => {
    const code = sources.get(path)
    return code === undefined ? getSourceFile(path, ...rest) : parse(code, path)
  }
  const program = ts.createProgram([...sources.keys()], OPTIONS, host)
  return [...sources.keys()]
    .map((path) => program.getSourceFile(path))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, start = 0, messageText }) => {
      const line = file?.text.slice(0, start).split('\n').length ?? 0
      return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
}

function parse(code: string, path = 'printed.ts'): ts.SourceFile {
  return ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true)
}

/**
 * What a module has that no definition needs: other statements, calls of other functions, other comments.
 * Syntax errors too.
 */
export function findForeign(code: string): string[] {
  const file = parse(code)
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: OPTIONS.target, module: OPTIONS.module },
  })
  const found = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && !CALLS.test(node.expression.getText())) found.push(node.getText())
    if (FOREIGN.has(node.kind)) found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  for (const statement of file.statements)
    if (!STATEMENTS.has(statement.kind)) found.push(statement.getText())
  visit(file)
  const lines = code.split(/\r\n|[\n\r\u2028\u2029]/)
  return [...found, ...lines.filter((line) => HIDDEN.test(line))]
}

const CALLS = /^(?:defineOperation|jobDialect|encodeURIComponent)$/
const STATEMENTS = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.VariableStatement,
])
const FOREIGN = new Set([
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.SpreadAssignment,
])
// oxlint-disable-next-line no-control-regex -- These are the characters that must not be printed.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
