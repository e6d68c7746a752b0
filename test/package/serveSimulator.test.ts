import { build } from 'esbuild'
import { chromium } from 'playwright'
import { expect, test } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { serveSimulator } from '../kit/serveSimulator.ts'

const PAGE = `
  import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
  import { createRoot } from 'react-dom/client'
  import { OperationsProvider, OperationsTray } from 'react-accepted'
import { useCreateMemoryStore } from 'react-accepted/twilio'
  import { createOrchestratorClient } from 'react-accepted/twilio/client'

  const client = createOrchestratorClient({ baseUrl: '/api/twilio' })
  function Create() {
    const { submit } = useCreateMemoryStore()
    return <button onClick={() => void submit({ displayName: 'harbor-archive' })}>Create</button>
  }
  createRoot(document.body).render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client}><Create /><OperationsTray /></OperationsProvider>
    </QueryClientProvider>,
  )
`

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'tsx' },
    tsconfig: 'tsconfig.json',
    define: { 'process.env.NODE_ENV': '"production"' },
    jsx: 'automatic',
    bundle: true,
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

test('a page in Chromium gets its responses from a simulator in the test process', async () => {
  const browser = await chromium.launch(await findChromium())
  try {
    const page = await browser.newPage()
    const script = await bundle(PAGE)
    const html = `<!doctype html><body><script type="module">${script.replaceAll('</script', '<\\/script')}</script>`
    await page.route('https://app.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }))
    const simulator = await serveSimulator(page)

    await page.goto('https://app.test/')
    await page.getByRole('button', { name: 'Create' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'harbor-archive' })
    await row.getByText('In progress').first().waitFor()
    for (const { operationId, status } of simulator.log()) {
      if (operationId && status === 202)
        simulator.settle(operationId, { status: 'FAILED', error: { title: 'No room' } })
    }
    await row.getByText('Failed').first().waitFor()
    expect(await row.textContent()).toContain('No room')
  } finally {
    await browser.close()
  }
})
