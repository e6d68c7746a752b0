import type { Fault } from './Fault.ts'
import type { Call } from './findCall.ts'
import type { ReadRule } from './readScriptRule.ts'

/** The faults to come. */
export interface Script {
  /** Adds rules; the answer takes these same rules back. */
  add(rules: readonly ReadRule[]): () => void
  /** The faults of one request, counted as used. */
  take(request: { readonly call: Call; readonly method: string; readonly path: string }): readonly Fault[]
  clear(): void
}

interface Line {
  readonly rule: ReadRule
  skip: number
  left: number
}

/** Makes an empty script. */
export function createScript(): Script {
  let lines: Line[] = []
  return {
    add(rules) {
      const added = rules.map((rule) => ({ rule, skip: rule.skip, left: rule.times }))
      lines.push(...added)
      return () => {
        lines = lines.filter((line) => !added.includes(line))
      }
    },
    take({ call, method, path }) {
      const faults = lines.flatMap((line) => {
        const { rule } = line
        if (!rule.calls.has(call) || !path.startsWith(rule.path)) return []
        if (rule.method !== null && rule.method !== method) return []
        if (line.skip > 0) {
          line.skip -= 1
          return []
        }
        line.left -= 1
        return line.left < 0 ? [] : rule.faults
      })
      lines = lines.filter((line) => line.left > 0)
      return faults
    },
    clear() {
      lines = []
    },
  }
}
