import 'react-accepted/styles.css'
import { composeStories, composeStory } from '@storybook/react-vite'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { clearAllMocks, within } from 'storybook/test'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { translatePage } from './translatePage.ts'

// Where nothing is submitted, deleted or edited, and nothing comes or goes, nothing can go wrong.
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

beforeEach(() => clearAllMocks())
afterEach(() => document.body.replaceChildren())

it.each(stories)('a translated page works as any other: %s', async (_, Story) => {
  const errors: unknown[] = []
  const note = (error: unknown) => void errors.push(error)
  const canvasElement = document.body.appendChild(document.createElement('main'))
  const root = createRoot(canvasElement, { onUncaughtError: note, onCaughtError: note })
  const stop = translatePage()
  await Story.load()
  flushSync(() => root.render(<Story />))
  // What it looks for are the words as they are now: one that was not changed would be missed.
  await Story.play?.({ canvasElement, canvas: within(canvasElement) })
  flushSync(() => root.unmount())
  stop()
  expect(errors).toEqual([])
})
