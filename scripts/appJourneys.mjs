// What a user does in each application of test/apps, in a real browser.
import { setTimeout as sleep } from 'node:timers/promises'

import { runnerImport } from 'vite'

import { checkIntents, checkPolls } from '../dist/simulator.js'
import { createOrchestratorClient } from '../dist/twilio/client.js'

// Node 20 cannot run TypeScript.
const { hasStoredOperation } = (await runnerImport('./scripts/hasStoredOperation.ts')).module

const SOON = { timeout: 20_000 }
/** Maximum number of visits to warm up a development server. */
const MOST_VISITS = 5
const NEW_ID = /conv_configuration_[0-7][0-9a-z]{25}/

/** Creates a configuration, reloads while it is in progress, finds it again, and reads the new ID. */
export async function completesOverReload({ context, url, simulatorUrl }) {
  const page = await context.newPage()
  const complaints = listen(page)
  await page.goto(url)
  await page.getByLabel('Name', { exact: true }).fill('Harbor Reception')
  await page.getByLabel('Description').fill('Visitors of the harbor office')
  await page.getByRole('combobox', { name: 'Memory store' }).selectOption({ label: 'harbor-memory' })
  await page.getByRole('button', { name: 'Create configuration' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Harbor Reception' })
  await row.getByText('In progress').first().waitFor(SOON)
  await page.waitForFunction(hasStoredOperation, undefined, SOON)
  await page.reload()
  await row.getByText('In progress').first().waitFor(SOON)
  await row.getByText('Completed').first().waitFor(SOON)
  await row.getByText(NEW_ID).first().waitFor(SOON)

  const log = await readLog(simulatorUrl)
  const created = log.filter(({ call }) => call === 'configurations.create')
  expectNone(complaints, 'The page reported errors')
  if (created.length !== 1) throw new Error(`The configuration was sent ${created.length} times, not once.`)
  expectGoodManners(log)
}

/** Opens an operation's page: its HTML has the server's data, and no poll comes before its deadline. */
export async function hydrates({ context, url, simulatorUrl }) {
  const client = createOrchestratorClient({
    baseUrl: { conversations: simulatorUrl, memory: simulatorUrl },
    headers: { authorization: `Basic ${btoa('SK0:secret')}` },
  })
  const stores = await client.memoryStores.list()
  const accepted = await client.configurations.create({
    displayName: 'Harbor Reception',
    description: 'Visitors of the harbor office',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: stores.items[0],
  })
  await sleep(accepted.nextPollAt - Date.now())

  const page = await context.newPage()
  const complaints = listen(page)
  const answer = await page.goto(`${url}/operations/${accepted.operationId}`)
  const html = await answer.text()
  if (!html.includes('In progress')) throw new Error(`The server's HTML does not say "In progress":\n${html}`)
  await page.getByText('In progress').first().waitFor(SOON)
  await page.getByText('Completed').first().waitFor(SOON)
  await page.getByText(NEW_ID).first().waitFor(SOON)
  expectNone(complaints, 'The page reported errors')
  expectGoodManners(await readLog(simulatorUrl))
}

/** The same with a development server, which reloads a page when it discovers new dependencies. */
export async function hydratesWhenWarm(visit) {
  for (let visits = 0; visits < MOST_VISITS && !(await staysLoaded(visit)); visits += 1);
  await hydrates(visit)
}

/** Visits the page to warm up the server. True if it loaded only once and was right. */
async function staysLoaded(visit) {
  const { context, simulatorUrl } = visit
  let loads = 0
  const count = (page) => page.on('load', () => (loads += 1))
  context.on('page', count)
  const isRight = await hydrates(visit).then(
    () => true,
    () => false,
  )
  context.off('page', count)
  for (const page of context.pages()) await page.close()
  const headers = { 'content-type': 'application/json' }
  await fetch(`${simulatorUrl}/__simulator/reset`, { method: 'POST', headers, body: '{}' })
  return isRight && loads === 1
}

/** Collects a page's uncaught errors, and the errors and warnings in its console. */
function listen(page) {
  const complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (/^(error|warning)$/.test(message.type())) complaints.push(`console: ${message.text()}`)
  })
  return complaints
}

async function readLog(simulatorUrl) {
  const answer = await fetch(`${simulatorUrl}/__simulator/log`)
  return answer.json()
}

function expectGoodManners(log) {
  expectNone(checkPolls(log), 'A poll came too early')
  expectNone(checkIntents(log), 'An intent was sent twice')
}

function expectNone(found, what) {
  if (found.length > 0) throw new Error(`${what}: ${JSON.stringify(found, null, 2)}`)
}
