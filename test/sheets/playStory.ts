import type { Page, Request } from 'playwright'

import { waitForQuiet } from '../storybook/waitForQuiet.ts'

/** The final state of a story: its markup without scripts, and its styles. */
export interface StillStory {
  readonly html: string
  readonly css: string
}

/** A page of Storybook, and what it is still loading. */
export interface OpenStorybook {
  readonly page: Page
  /** Resolves when nothing is being loaded and nothing on the page changes. */
  readonly waitUntilStill: () => Promise<void>
}

/** Opens Storybook on a page without a component, because selecting the story already shown does nothing. */
export async function openStorybook(page: Page, storybookUrl: string): Promise<OpenStorybook> {
  const loading = new Set<Request>()
  page.on('request', (request) => loading.add(request))
  page.on('requestfinished', (request) => loading.delete(request))
  page.on('requestfailed', (request) => loading.delete(request))
  await page.goto(
    `${storybookUrl}/iframe.html?id=journey-faults--watch&viewMode=story&globals=a11y.manual:!true`,
  )
  await page.waitForFunction(() => document.body.classList.contains('sb-show-main'))
  return {
    page,
    async waitUntilStill() {
      // A component that is loaded late, as on a busy machine, appears after a pause.
      do await page.evaluate(waitForQuiet)
      while (loading.size > 0)
    },
  }
}

/** Shows one story in an open Storybook page, plays it, and copies its final state. */
export async function playStory({ page, waitUntilStill }: OpenStorybook, id: string): Promise<StillStory> {
  const failure = await page.evaluate(showStory, id)
  if (failure !== undefined) throw new Error(`The story ${id} failed: ${failure.slice(0, 500)}`)
  await waitUntilStill()
  return page.evaluate(copyPage)
}

/** @returns what went wrong, if anything */
function showStory(storyId: string): Promise<string | undefined> {
  interface Channel {
    on: (event: string, listener: (told: unknown) => void) => void
    off: (event: string, listener: (told: unknown) => void) => void
    emit: (event: string, told: unknown) => void
  }
  const channel: Channel = Reflect.get(globalThis, '__STORYBOOK_ADDONS_CHANNEL__')
  const failures = ['playFunctionThrewException', 'storyErrored', 'storyThrewException', 'storyMissing']
  indexedDB.deleteDatabase('react-accepted')
  localStorage.clear()
  sessionStorage.clear()
  scrollTo(0, 0)
  return new Promise((resolve) => {
    const listeners: Record<string, (told: unknown) => void> = {
      // The page's first story may still be ending.
      storyFinished: (told) => {
        if (typeof told === 'object' && told !== null && 'storyId' in told && told.storyId === storyId)
          end(undefined)
      },
    }
    for (const event of failures) {
      listeners[event] = (told) => end(told instanceof Error ? told.message : JSON.stringify(told))
    }
    function end(failure: string | undefined) {
      for (const [event, listener] of Object.entries(listeners)) channel.off(event, listener)
      resolve(failure)
    }
    setTimeout(() => end('It did not finish within 30 s.'), 30_000)
    for (const [event, listener] of Object.entries(listeners)) channel.on(event, listener)
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
  })
}

async function copyPage(): Promise<StillStory> {
  const live = [...document.body.querySelectorAll('input, textarea, select, dialog')]
  const body = document.body.cloneNode(true)
  if (!(body instanceof HTMLElement)) throw new Error('The copy of the body is not an element.')
  for (const [index, copy] of body.querySelectorAll('input, textarea, select, dialog').entries()) {
    const original = live[index]
    if (original instanceof HTMLInputElement) {
      copy.setAttribute('value', original.value)
      copy.toggleAttribute('checked', original.checked)
    } else if (original instanceof HTMLTextAreaElement) {
      copy.textContent = original.value
    } else if (original instanceof HTMLSelectElement) {
      for (const [at, option] of copy.querySelectorAll('option').entries()) {
        option.toggleAttribute('selected', original.selectedIndex === at)
      }
    } else if (original?.matches(':modal')) {
      copy.toggleAttribute('data-modal', true)
    }
  }
  // The first ten characters of an ID are its creation time.
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    text.nodeValue = (text.nodeValue ?? '').replaceAll(/_0[\da-z]{9}/g, '_01k9w5t6d3')
  }
  // What Storybook itself adds next to a story.
  for (const other of body.querySelectorAll(':scope > :is(script, style, [class^="sb-"], #storybook-docs)')) {
    other.remove()
  }
  // Our own style sheets, as built. Storybook's are elsewhere.
  const links = document.head.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"][href*="assets/"]')
  const styles = await Promise.all([...links].map(async ({ href }) => (await fetch(href)).text()))
  return { html: body.innerHTML, css: styles.join('\n') }
}
