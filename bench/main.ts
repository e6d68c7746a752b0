// Measures react-accepted and other libraries in one run. Exits with 1 if one of our own limits is exceeded.
// `--quick` checks only that everything runs; `--profile` finds out whose code takes the time and the memory.
import { writeFile } from 'node:fs/promises'

import { buildAll } from './build.ts'
import { measureCounts } from './measures/measureCounts.ts'
import { measureGzip } from './measures/measureGzip.ts'
import { measureLateness } from './measures/measureLateness.ts'
import { measureScale } from './measures/measureScale.ts'
import { FULL_PLAN, QUICK_PLAN } from './plan.ts'
import { measureProfile } from './profile/measureProfile.ts'
import { brokenLimits } from './report/brokenLimits.ts'
import { toPreface } from './report/preface.ts'
import { toMarkdown } from './report/toMarkdown.ts'
import { readVersions } from './report/versions.ts'
import { writeMeasured } from './report/writeMeasured.ts'
import { startServer } from './startServer.ts'

const plan = process.argv.includes('--quick') ? QUICK_PLAN : FULL_PLAN
const startedAt = performance.now()
const say = (what: string) => console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${what}`)

say('building')
const files = await buildAll()
if (process.argv.includes('--profile')) {
  say('profiling')
  await writeMeasured('profile', await measureProfile(files.scale))
  process.exit()
}
const server = await startServer(files.server)
say('counting polls and renders')
const counts = await measureCounts(files.page, server.baseUrl, plan)
say('measuring the delay after the deadline')
const lateness = await measureLateness(files.page, server.baseUrl, plan)
server.stop()
say('measuring CPU and heap')
const scale = await measureScale(files.scale, plan)
say('measuring sizes')
const measures = [...counts, ...lateness, ...scale, ...(await measureGzip())]

const versions = await readVersions()
const text = `${toPreface(versions, plan)}\n\n${toMarkdown(measures)}`
console.log(`\n${text}`)
if (!plan.isQuick) {
  const results = { node: process.version, versions, plan, measures }
  await writeFile('bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
  await writeMeasured('bench', text)
}
const broken = brokenLimits(measures)
say(broken.length > 0 ? 'our own limits that were exceeded:' : 'none of our own limits was exceeded')
for (const sentence of broken) console.log(`  ${sentence}`)
process.exitCode = broken.length > 0 ? 1 : 0
