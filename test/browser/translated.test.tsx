import 'react-accepted/styles.css'
import { composeStories, composeStory } from '@storybook/react-vite'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { clearAllMocks, userEvent, waitFor, within } from 'storybook/test'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import * as editStories from '../../stories/EditConfigurationForm.stories.tsx'
import { shareOfToday } from '../shareOfToday.ts'
import { translatePage } from './translatePage.ts'

// Only stories that submit, delete or edit, or in which elements come and go, can go wrong.
const modules = import.meta.glob<Parameters<typeof composeStories>[0]>(
  [
    '../../stories/{Create,Delete,Edit}*.stories.tsx',
    '../../stories/{ConfigurationsTable,FormDrafts,FormParts,MemoryStoreSelect,OperationsTray}.stories.tsx',
  ],
  { eager: true },
)
const stories = Object.entries(modules).flatMap(([path, module]) => {
  const [, file = path] = /(\w+)\.stories/.exec(path) ?? []
  return Object.entries<ReturnType<typeof composeStory>>(composeStories(module)).map(
    ([name, story]) => [`${file}: ${name}`, story] as const,
  )
})

beforeEach(() => {
  clearAllMocks()
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
})
afterEach(() => document.body.replaceChildren())

/** All with `ALL_ROWS=1`. */
const played = shareOfToday(stories, import.meta.env['ALL_ROWS'] === '1')

it.each(played)('a translated page works like any other: %s', async (_, Story) => {
  // A play function looks for the current words, so it does not find one that React could not change.
  expect(await showTranslated(Story, (view) => Story.play?.(view))).toEqual([])
})

it('a translated page says that the changes were saved, and editing can continue', async () => {
  const Loaded = composeStory(editStories.Loaded, editStories.default)
  const errors = await showTranslated(Loaded, async ({ canvas }) => {
    await userEvent.type(await canvas.findByLabelText('Description'), ', and more')
    await userEvent.click(canvas.getByRole('button', { name: 'Save changes' }))
    const goOn = await canvas.findByRole('button', { name: 'Continue editing' }, { timeout: 8_000 })
    await waitFor(() => expect(canvas.getByText('Completed')).toBeVisible(), { timeout: 8_000 })
    await userEvent.click(goOn)
    await canvas.findByLabelText('Description')
  })
  expect(errors).toEqual([])
})

/** Shows a story in a translated page and runs `visit` on it. Returns the errors that React reported. */
async function showTranslated(
  Story: ReturnType<typeof composeStory>,
  visit: (view: { canvasElement: HTMLElement; canvas: ReturnType<typeof within> }) => unknown,
): Promise<unknown[]> {
  const errors: unknown[] = []
  const note = (error: unknown) => void errors.push(error)
  const canvasElement = document.body.appendChild(document.createElement('main'))
  const canvas = within(canvasElement)
  const root = createRoot(canvasElement, { onUncaughtError: note, onCaughtError: note })
  const stop = translatePage()
  await Story.load()
  flushSync(() => root.render(<Story />))
  await visit({ canvasElement, canvas })
  for (const copy of canvasElement.querySelectorAll<HTMLElement>('[data-part="copy"]')) {
    if (!copy.checkVisibility()) continue // in a dialog that was just closed
    copy.querySelector('button')?.click()
    await waitFor(() => expect(copy.querySelector('output')?.textContent).toBe('Copied'))
  }
  flushSync(() => root.unmount())
  stop()
  return errors
}
