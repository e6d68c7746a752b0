import { CONTESTANT_KEYS, CONTESTANTS } from '../contestants/names.ts'
import type { Plan } from '../plan.ts'

/** Explains how the table was measured. */
export function toPreface(versions: Readonly<Record<string, string>>, plan: Plan): string {
  const others = CONTESTANT_KEYS.filter((key) => key !== 'reactAccepted')
    .map((key) => CONTESTANTS[key].packageName)
    .map((name) => `${name} ${versions[name]}`)
    .join(', ')
  return `\`npm run bench\` generated this in one run: ${others}, React ${versions['react']} in jsdom, Node ${process.version}.
Each library is set up as its own documentation recommends (\`bench/contestants\`, with links). Timers are real; the server is
a separate process whose Retry-After is always one second; util-waiter cannot read it, so its wait is set to one second. CPU and heap are measured without React and with a virtual clock,
for the libraries that allow it. Medians of ${plan.countRuns} runs, or ${plan.scaleRunsOfOurs} for our own CPU and heap, with the lowest and highest if they differ.
Lower is better. The best values, and those not distinguishable from them, are bold.`
}
