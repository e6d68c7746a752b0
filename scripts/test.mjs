// All checks, in one command, but those of `npm run test:long`.
import { availableParallelism } from 'node:os'

import { runSteps } from './runSteps.mjs'

/** Two steps of a group at a time: with more, a machine with two processors mostly switches between them. */
await runSteps(
  [
    [{ name: 'build', command: 'npm run build' }],
    [
      { name: 'lint', command: 'npm run lint' },
      { name: 'format', command: 'npm run format:check' },
      { name: 'typecheck', command: 'npm run typecheck' },
      { name: 'package contents', command: 'publint --strict' },
      { name: 'package types', command: 'attw --pack --profile esm-only' },
      { name: 'size', command: 'npm run size' },
      { name: 'static storybook', command: 'npm run storybook:build' },
    ],
    // The longest first, but the pages, which run at twelve times the speed, never beside the unit tests.
    [
      {
        name: 'unit and dom tests',
        projects: ['unit', 'dom'],
        // One more than processors, because some tests spend time waiting.
        workers: availableParallelism() + 1,
      },
      { name: 'journeys', projects: ['storybook'], files: ['test/journey'] },
      { name: 'pages', projects: ['pages'], prints: /crash: / },
      { name: 'contact sheets', projects: ['storybook'], files: ['test/sheets'] },
      { name: 'browser tests and stories', projects: ['browser', 'stories'], exclude: 'test/ratios/**' },
      { name: 'host pages', command: 'node scripts/looks.mjs create-vite reset', isCounted: true },
      { name: 'applications', command: 'node scripts/apps.mjs vite-react-18 express jest', isCounted: true },
      { name: 'package tests', projects: ['dist'] },
    ],
  ],
  { atOnce: 2, maxStepMs: 15 * 60_000 },
)
