import type { Page } from 'playwright'

import { waitForQuiet } from './waitForQuiet.ts'

/** Shows one page of documentation in the frame of Storybook that is open already. */
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
    // Told that it is rendered one is too early: what is on the page may still be that of the last one.
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
