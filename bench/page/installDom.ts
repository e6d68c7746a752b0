import { JSDOM } from 'jsdom'

/** Installs a visible page for React to render into. Network, timers and abort signals remain Node's own. */
export function installDom(): Document {
  const { window } = new JSDOM('<!doctype html><body></body>', {
    url: 'http://localhost/',
    pretendToBeVisual: true,
  })
  const { document, navigator } = window
  for (const [name, value] of Object.entries({ window, document, navigator })) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  return document
}
