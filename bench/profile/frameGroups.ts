import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A function, as V8's profiles name it. */
export interface Frame {
  readonly functionName: string
  readonly url: string
  readonly lineNumber: number
}

/** The modules of a bundle by the line on which each begins, in order. */
type Modules = readonly { readonly line: number; readonly path: string }[]

const bundles = new Map<string, Modules>()

/** Whose code a function is; `undefined` if it is nobody's: idle time. */
export function groupOf({ functionName, url, lineNumber }: Frame): string | undefined {
  if (/^\((root|idle|program)\)$/.test(functionName)) return undefined
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName.startsWith('RegExp:')) return 'regular expressions'
  if (url.includes('/@tanstack/')) return 'TanStack Query'
  if (!url.startsWith('file:')) return 'Node: fetch, streams, signals, timers'
  const { path = '' } = modulesOf(url).findLast(({ line }) => line <= lineNumber) ?? {}
  const [, ours] = /react-accepted\/dist\/((?:client\/)?[\w]+)/.exec(path) ?? []
  return ours ? `react-accepted: ${ours}` : 'the benchmark'
}

/** esbuild writes the path of each module into a comment before it. */
function modulesOf(url: string): Modules {
  const known = bundles.get(url)
  if (known) return known
  const lines = readFileSync(fileURLToPath(url), 'utf8').split('\n')
  const modules = lines.flatMap((text, line) => {
    const [, path] = /^\/\/ (\S+\.[jt]sx?)$/.exec(text) ?? []
    return path ? [{ line, path }] : []
  })
  bundles.set(url, modules)
  return modules
}
