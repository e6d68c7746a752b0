// What takes an hour, in one command: the seeds of what is random, and what each part found.
import { runSteps } from './runSteps.mjs'

/** Two at a time: the first step keeps a processor busy throughout, the others spend half their time waiting. */
await runSteps(
  [
    [{ name: 'build', command: 'npm run build' }],
    [
      { name: 'unit and dom tests, 10 times', command: 'node scripts/repeat.mjs 10', tells: /^✓/ },
      { name: "everybody's pages", command: 'node scripts/looks.mjs', isCounted: true, tells: /^✓/ },
      {
        name: '10 000 random histories',
        projects: ['dom'],
        files: ['test/hooks/model.test.tsx', '--testTimeout=3600000'],
        env: { MODEL_RUNS: '10000' },
        tells: /model: /,
      },
      {
        name: '1 000 crashes in Chromium',
        projects: ['pages'],
        files: ['test/pages/crash.test.ts'],
        env: { CRASH_RUNS: '1000' },
        tells: /crash: /,
      },
      {
        name: '20 killed browsers',
        projects: ['pages'],
        files: ['test/pages/browserKill.test.ts'],
        env: { KILL_RUNS: '5' },
      },
      {
        name: 'every fault in Chromium',
        projects: ['journey'],
        files: ['test/journey/faults.test.ts'],
        env: { ALL_FAULTS: '1' },
      },
      { name: 'every application', command: 'node scripts/apps.mjs', isCounted: true, tells: /^✓/ },
    ],
  ],
  { atOnce: 2, maxStepMs: 72 * 60_000 },
)
