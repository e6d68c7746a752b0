import type { Page } from 'playwright'

import { waitForQuiet } from './waitForQuiet.ts'

/** Shows one page of documentation in an open frame of Storybook. */
export async function showDocs(page: Page, id: string): Promise<void> {
  await page.evaluate(emitAndWait, id)
  await page.evaluate(waitForQuiet)
}

function emitAndWait(storyId: string): Promise<void> {
  const heading = document.querySelector('#storybook-docs h1')
  const channel: { emit: (event: string, told: unknown) => void } = Reflect.get(
    globalThis,
    '__STORYBOOK_ADDONS_CHANNEL__',
  )
  return new Promise((shown) => {
    // Storybook's event for a rendered page comes too early: the page may still show the previous one.
    const observer = new MutationObserver(() => {
      const now = document.querySelector('#storybook-docs h1')
      if (!now || now === heading) return
      observer.disconnect()
      shown()
    })
    observer.observe(document.body, { subtree: true, childList: true })
    channel.emit('setCurrentStory', { storyId, viewMode: 'docs' })
  })
}
