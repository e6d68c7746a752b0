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

  it('uses HTTP under `npm run storybook` too', { timeout: 240_000 }, async () => {
    const options = [
      'dev',
      '--ci',
      '--no-version-updates',
      '--disable-telemetry',
      '-h',
      '127.0.0.1',
      '-p',
      '6106',
    ]
    const url = await start('node_modules/storybook/dist/bin/dispatcher.js', options)
    const [page, names] = await Promise.all([
      fetch(`${url}/iframe.html`),
      fetch(`${url}/api/twilio/v2/ControlPlane/Configurations`),
    ])
    expect(await page.text()).toContain(apiMark('server'))
    expect(await names.text()).toContain('Harbor Support')
  })

  it('is a page of its own under `npm start`, and uses HTTP', { timeout: 120_000 }, async () => {
    const url = await start('node_modules/vite/bin/vite.js', ['stories/dashboard', '--port', '6107'])
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(url)
    await page.getByRole('rowheader', { name: /Harbor Support/ }).waitFor(SOON)
    expect(asked.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:'))).toEqual(
      [],
    )
    expect(asked.some((address) => address.startsWith(`${url}/api/twilio/`))).toBe(true)
    expect(await page.getByText('Simulator').isVisible()).toBe(true)
  })
})

/** Starts a dev server. */
async function start(program: string, options: readonly string[]): Promise<string> {
  const server = spawn(process.execPath, [program, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // With VITEST set, the stories would bring their own simulator.
    env: { ...process.env, VITEST: '', NODE_ENV: '', NO_COLOR: '1' },
  })
  onTestFinished(async () => {
    server.kill()
    if (server.exitCode === null) await once(server, 'exit')
  })
  return readAddress(server)
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
    stdout?.on('end', () => fail(new Error(`The server did not start.\n${output}`)))
  })
}
