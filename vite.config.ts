import { chmod } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config'

import { alias } from './scripts/alias.ts'
import { findChromium } from './scripts/findChromium.ts'

export default defineConfig(async ({ command }): Promise<ViteUserConfig> => ({
  publicDir: false,
  plugins: [react(), command === 'build' && finishingTouches()],
  resolve: { alias },
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    cssCodeSplit: true, // else a .css entry is refused
    lib: {
      formats: ['es'],
      entry: {
        index: 'src/index.ts',
        client: 'src/client.ts',
        server: 'src/server.ts',
        simulator: 'src/simulator.ts',
        locales: 'src/locales.ts',
        twilio: 'src/twilio.ts',
        'twilio/client': 'src/twilio/client.ts',
        'twilio/server': 'src/twilio/server.ts',
        'twilio/simulator': 'src/twilio/simulator.ts',
        'node/cli': 'src/node/cli.ts',
        styles: 'src/styles.css',
        layered: 'src/layered.css',
      },
    },
    rolldownOptions: {
      external: (id) => !/^[./\0]/.test(id),
      // A false alarm: with one output file per source file, every 'use client' stays in its file.
      onLog: (level, log, handler) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handler(level, log),
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
  // A build needs no browser.
  ...(command === 'serve' && { test: await tests() }),
}))

/** Adds what the package's `exports` and `bin` need besides the modules. */
function finishingTouches(): Plugin {
  return {
    name: 'finishing-touches',
    generateBundle() {
      // TypeScript checks side-effect imports too: `import 'react-accepted/styles.css'` needs a declaration.
      for (const sheet of ['styles', 'layered'])
        this.emitFile({ type: 'asset', fileName: `${sheet}.css.d.ts`, source: 'export {}\n' })
    },
    async writeBundle({ dir }) {
      await chmod(join(dir ?? 'dist', 'node/cli.js'), 0o755)
    },
  }
}

async function tests() {
  return {
    projects: [...plainProjects(), await browserProject(), await storybookProject()],
  }
}

/** One more than there are cores, because some tests wait. */
const MAX_WORKERS = availableParallelism() + 1

/** Only for tests that hang. Speed is measured by comparison, never with a timeout. */
const TEST_TIMEOUT_MS = 60_000

function plainProjects(): TestProjectInlineConfiguration[] {
  return [
    {
      extends: true,
      test: {
        name: 'unit',
        environment: 'node',
        // These tests share no state, and loading modules again for each file took a third of the time.
        isolate: false,
        maxWorkers: MAX_WORKERS,
        include: ['test/**/*.test.ts'],
        exclude: ['test/{apps,browser,journey,package,pages,pictures,ratios,sheets,start}/**'],
        setupFiles: ['test/setup.console.ts', 'test/setup.parts.ts'],
        testTimeout: TEST_TIMEOUT_MS,
      },
    },
    {
      extends: true,
      test: {
        name: 'dom',
        environment: 'jsdom',
        // Each test leaves an empty page, and a new jsdom for each file took half of the time.
        isolate: false,
        maxWorkers: MAX_WORKERS,
        include: ['test/**/*.test.tsx'],
        exclude: ['test/{apps,browser,ratios}/**'],
        setupFiles: [
          'test/setup.console.ts',
          'test/setup.parts.ts',
          'test/setup.forms.ts',
          'test/setup.dom.ts',
        ],
        testTimeout: TEST_TIMEOUT_MS,
      },
    },
    {
      // Tests the output of `npm run build`.
      test: {
        name: 'dist',
        environment: 'node',
        include: ['test/package/**/*.test.ts'],
        testTimeout: TEST_TIMEOUT_MS,
      },
    },
    {
      // Drives a real Chromium on the built Storybook, one file at a time.
      extends: true,
      test: {
        name: 'storybook',
        environment: 'node',
        include: ['test/{journey,pictures,sheets,start}/**/*.test.ts'],
        globalSetup: ['test/setup.storybook.ts'],
        fileParallelism: false,
        // A sheet plays dozens of stories, beside those of other sheets.
        testTimeout: 600_000,
        hookTimeout: 60_000,
      },
    },
    {
      // Pages with their own server, in a real Chromium, one file at a time.
      extends: true,
      test: {
        name: 'pages',
        environment: 'node',
        include: ['test/pages/**/*.test.ts'],
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    },
    {
      // Compares the cost of two things in one run, on an otherwise idle machine.
      extends: true,
      test: {
        name: 'ratios',
        environment: 'node',
        include: ['test/ratios/**/*.test.ts'],
        fileParallelism: false,
      },
    },
  ]
}

async function browserProject(): Promise<TestProjectInlineConfiguration> {
  return {
    extends: true,
    test: {
      name: 'browser',
      include: ['test/{browser,ratios}/**/*.test.tsx'],
      env: { ALL_ROWS: process.env['ALL_ROWS'] ?? '' },
      setupFiles: ['test/setup.console.ts', 'test/setup.parts.ts', 'test/setup.forms.ts'],
      browser: await browser(),
    },
  }
}

/** Runs every story with its play function, and checks the result in several modes. */
async function storybookProject(): Promise<TestProjectInlineConfiguration> {
  return {
    extends: './.storybook/vite.config.ts',
    plugins: [await storybookTest({ configDir: '.storybook' })],
    optimizeDeps: { include: ['axe-core'] },
    test: {
      name: 'stories',
      isolate: false,
      setupFiles: [
        'test/setup.console.ts',
        'test/setup.parts.ts',
        'test/setup.forms.ts',
        'test/setup.stories.ts',
      ],
      browser: await browser(),
    },
  }
}

async function browser() {
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    instances: [{ browser: 'chromium' as const }],
    provider: playwright({ launchOptions: await findChromium(), contextOptions: { colorScheme: 'light' } }),
  }
}
