import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ContractName } from 'react-accepted/simulator'
import { expect, userEvent, waitFor, within } from 'storybook/test'

import { AnyApi } from './anyApi/AnyApi.tsx'
import { createApis } from './anyApi/apis.ts'
import { conditionsOf } from './conditions.ts'
import { languageOf } from './languages.ts'
import { appearanceOf } from './withSimulator.tsx'

const meta = {
  title: 'Any API',
  component: AnyApi,
  args: { apis: [] },
  parameters: { layout: 'fullscreen' },
  tags: ['!autodocs'],
  loaders: [
    ({ globals, parameters }) => ({
      apis: createApis(Number(parameters['operationMs'] ?? 6_000) / conditionsOf(globals).speed),
    }),
  ],
  render: ({ contract }, { globals, loaded }) => (
    <AnyApi
      apis={loaded['apis']}
      contract={contract}
      appearance={appearanceOf(globals)}
      messages={languageOf(globals).messages}
    />
  ),
} satisfies Meta<typeof AnyApi>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = ReturnType<typeof within>

const SOON = { timeout: 10_000 }

async function choose(canvas: Canvas, ...names: readonly string[]): Promise<void> {
  for (const name of names) await userEvent.click(canvas.getByRole('radio', { name }))
}

/** Exports a report, and gives the part of the page that shows what happens. */
async function exportReport(canvas: Canvas, api: string) {
  const part = within(canvas.getByRole('region', { name: api }))
  await userEvent.type(part.getByLabelText('Report'), 'Harbor fees')
  await userEvent.click(part.getByRole('button', { name: 'Export report' }))
  return within(await part.findByRole('region', { name: /details/i }, SOON))
}

/** From the form to the result, with one API. */
function completes(contract: ContractName, api: string, result: RegExp): Story {
  return {
    name: api,
    args: { contract },
    parameters: { operationMs: 1_500 },
    play: async ({ canvas }) => {
      const details = await exportReport(canvas, api)
      await expect(await details.findByText('Completed', undefined, SOON)).toBeVisible()
      await expect(await details.findByText(result, undefined, SOON)).toBeVisible()
    },
  }
}

/** Choose an API and what happens to its operation, then export a report. */
export const Overview: Story = {}

export const Azure = completes('azure', 'Azure', /1240/)
export const Google = completes('google', 'Google', /1240/)
export const Batches = completes('batches', 'OpenAI batches', /1240/)
export const Replicate = completes('predictions', 'Replicate', /1240/)
export const SeeOther = completes('location', 'Location and 303', /1240/)
export const StatusUrl = completes('statusUrl', 'Status URL', /1240/)
export const Kubernetes = completes('resource', 'Kubernetes', /1240/)

/** The server says how much is done, and that stays so until it is cancelled. */
export const Running: Story = {
  parameters: { operationMs: 2_000 },
  play: async ({ canvas }) => {
    await choose(canvas, 'OpenAI batches', 'Runs until cancelled')
    const details = await exportReport(canvas, 'OpenAI batches')
    await expect(await details.findByText('In progress', undefined, SOON)).toBeVisible()
    const bar = canvas.getByRole('progressbar')
    await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '90'), SOON)
  },
}

/** The reason is shown in the words of the API. */
export const Fails: Story = {
  parameters: { operationMs: 1_000 },
  play: async ({ canvas }) => {
    await choose(canvas, 'Google', 'Fails')
    const details = await exportReport(canvas, 'Google')
    await expect(await details.findByText('There is no data in this report.', undefined, SOON)).toBeVisible()
  },
}

/** Cancelled by the user, through the URL that the API has named. */
export const Cancelled: Story = {
  play: async ({ canvas }) => {
    await choose(canvas, 'Replicate', 'Runs until cancelled')
    const details = await exportReport(canvas, 'Replicate')
    await userEvent.click(await details.findByRole('button', { name: 'Cancel operation' }, SOON))
    await expect((await details.findAllByText('Cancelled', undefined, SOON))[0]).toBeVisible()
  },
}
