import { CONTESTANT_KEYS, CONTESTANTS } from '../contestants/names.ts'
import type { Plan } from '../plan.ts'

/** How the table was obtained. */
export function toPreface(versions: Readonly<Record<string, string>>, plan: Plan): string {
  const others = CONTESTANT_KEYS.filter((key) => key !== 'reactAccepted')
    .map((key) => CONTESTANTS[key].packageName)
    .map((name) => `${name} ${versions[name]}`)
    .join(', ')
  return `\`npm run bench\` wrote this, everything in one run: ${others}, React ${versions['react']} in jsdom, Node ${process.version}.
Each is set up as its own documentation recommends (\`bench/contestants\`, with the sources). The timers are real; the
server is another process, and asks for a second each time. CPU and heap are taken without React and under a virtual clock,
for those that can be driven so. Medians of ${plan.countRuns} runs, of ${plan.scaleRunsOfOurs} for our own CPU and heap, with the lowest and the highest where they
differ; less is better everywhere, and the best is bold, as is what chance cannot tell from it.`
}
