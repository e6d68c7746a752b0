import { wait } from '../wait.ts'

/** Simulates a user who switches to another tab for 10 ms and comes back. */
export async function flipFocus(document: Document): Promise<void> {
  show(document, 'hidden')
  await wait(10)
  show(document, 'visible')
}

function show(document: Document, visibilityState: DocumentVisibilityState) {
  const { defaultView: window } = document
  if (!window) return
  Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true })
  Object.defineProperty(document, 'hidden', { value: visibilityState === 'hidden', configurable: true })
  // Created by jsdom, because it rejects events of Node's own `Event`.
  const createEvent = (name: string) => {
    const event = document.createEvent('Event')
    event.initEvent(name, true, false)
    return event
  }
  document.dispatchEvent(createEvent('visibilitychange'))
  window.dispatchEvent(createEvent(visibilityState === 'hidden' ? 'blur' : 'focus'))
}
