// The tests that take an hour, in one command. Prints the seeds of random tests, and the result of each step.
import { runSteps } from './runSteps.mjs'

/** Two at a time, because most steps wait half of the time. */
await runSteps(
  [
    [{ name: 'build', command: 'npm run build' }],
    [{ name: 'component sizes', command: 'node scripts/componentSizes.mjs' }],
    // Measurements run alone.
    [{ name: 'ratios', projects: ['ratios'] }],
    [{ name: 'ratios in a page', projects: ['browser'], files: ['test/ratios'] }],
    [{ name: 'start', projects: ['storybook'], files: ['test/start'], prints: /^(start|first paint)/ }],
    // Alone: it keeps both processors busy, and beside the crashes it took six times as long.
    [{ name: 'unit and dom tests, 6 times', command: 'node scripts/repeat.mjs 6', prints: /^✓/ }],
    // The longest first.
    [
      { name: 'every host page', command: 'node scripts/looks.mjs', isCounted: true, prints: /^✓/ },
      {
        name: '1 000 crashes in Chromium',
        projects: ['pages'],
        files: ['test/pages/crash.test.ts'],
        env: { CRASH_RUNS: '1000' },
        prints: /crash: /,
      },
      { name: 'every application', command: 'node scripts/apps.mjs', isCounted: true, prints: /^✓/ },
      {
        name: '10 000 random histories of all dialects',
        projects: ['dom'],
        files: ['test/hooks/modelApis', '--testTimeout=3600000'],
        env: { MODEL_RUNS: '10000' },
        prints: /model: /,
      },
      {
        name: '10 000 random histories',
        projects: ['dom'],
        files: ['test/hooks/model.test.tsx', '--testTimeout=3600000'],
        env: { MODEL_RUNS: '10000' },
        prints: /model: /,
      },
      {
        name: '20 killed browsers',
        projects: ['pages'],
        files: ['test/pages/browserKill.test.ts'],
        env: { KILL_RUNS: '5' },
      },
      {
        name: 'every translated story',
        projects: ['browser'],
        files: ['test/browser/translated.test.tsx'],
        env: { ALL_ROWS: '1' },
      },
      {
        name: 'every fault in Chromium',
        projects: ['storybook'],
        files: ['test/journey/faults.test.ts'],
        env: { ALL_ROWS: '1' },
      },
    ],
  ],
  { atOnce: 2, maxStepMs: 72 * 60_000 },
)
