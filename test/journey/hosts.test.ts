import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'

import { apiMark } from '../../.storybook/apiMark.ts'
import { findChromium } from '../../scripts/findChromium.ts'
import { STORYBOOK_FOLDER } from '../storybook/buildStorybook.ts'
import { serveStorybook } from '../storybook/serveStorybook.ts'

const SOON = { timeout: 40_000 }

describe('the dashboard in Storybook', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium())
  })
  afterAll(() => browser.close())

  /**
   * Opens it as a user does, waits until its table is filled, and returns the URLs that the page requested.
   */
  async function open(url: string): Promise<string[]> {
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${url}/?path=/story/dashboard--over-http`)
    const frame = page.frameLocator('#storybook-preview-iframe')
    await frame.getByRole('rowheader', { name: /Harbor Support/ }).waitFor(SOON)
    return asked.filter((address) => !address.startsWith('data:'))
  }

  it('works on a static host, and sends no request to any other host', async () => {
    const { url, server } = await serveStorybook(STORYBOOK_FOLDER)
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const asked = await open(url)
    expect(asked.filter((address) => !address.startsWith(`${url}/`))).toEqual([])
    expect(asked.filter((address) => /twilio|__simulator/.test(new URL(address).pathname))).toEqual([])
  })

  it('uses HTTP with a server that has the API', async () => {
    const url = inject('storybookUrl')
    const asked = await open(url)
    expect(asked.some((address) => address.startsWith(`${url}/api/twilio/`))).toBe(true)
  })

  it('uses HTTP under `npm start` too', { timeout: 240_000 }, async () => {
    const url = await startStorybook()
    const [page, names] = await Promise.all([
      fetch(`${url}/iframe.html`),
      fetch(`${url}/api/twilio/v2/ControlPlane/Configurations`),
    ])
    expect(await page.text()).toContain(apiMark('server'))
    expect(await names.text()).toContain('Harbor Support')
  })
})

/** Starts the dev server on a free port. */
async function startStorybook(): Promise<string> {
  const options = ['--ci', '--no-version-updates', '--disable-telemetry', '-h', '127.0.0.1', '-p', '6106']
  const storybook = spawn(
    process.execPath,
    ['node_modules/storybook/dist/bin/dispatcher.js', 'dev', ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // With VITEST set, the stories would bring their own simulator.
      env: { ...process.env, VITEST: '' },
    },
  )
  onTestFinished(async () => {
    storybook.kill()
    if (storybook.exitCode === null) await once(storybook, 'exit')
  })
  return readAddress(storybook)
}

function readAddress({ stdout, stderr }: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((found, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const [address] = /http:\/\/(127\.0\.0\.1|localhost):\d+/.exec(output) ?? []
      if (address) found(address)
    }
    stdout?.on('data', read)
    stderr?.on('data', read)
    stdout?.on('end', () => fail(new Error(`Storybook did not start.\n${output}`)))
  })
}
