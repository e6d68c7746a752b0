import { wait } from '../wait.ts'

/** The person looks at another tab for a blink, and comes back. */
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
  // The events of the page itself: those made by Node's own `Event` are refused.
  const createEvent = (name: string) => {
    const event = document.createEvent('Event')
    event.initEvent(name, true, false)
    return event
  }
  document.dispatchEvent(createEvent('visibilitychange'))
  window.dispatchEvent(createEvent(visibilityState === 'hidden' ? 'blur' : 'focus'))
}
