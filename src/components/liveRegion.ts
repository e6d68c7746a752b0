/** Two elements whose changes screen readers tell: one when there is a pause, the other at once. */
export interface LiveRegion {
  readonly root: HTMLElement
  readonly say: (polite: string, urgent: string) => void
}

/** Hides it wherever it is put, also where our sheet does not reach; set by script, which a strict policy allows. */
const HIDDEN = {
  position: 'fixed',
  'inset-block-start': '0',
  'inset-inline-start': '0',
  'inline-size': '1px',
  'block-size': '1px',
  overflow: 'hidden',
  'clip-path': 'inset(50%)',
  'white-space': 'nowrap',
}

/** Puts a region of its own into an element; without a text, so that nothing is told before it is known. */
export function createLiveRegion(place: Element, lang: string | undefined): LiveRegion {
  const { ownerDocument } = place
  const root = ownerDocument.createElement('div')
  const polite = ownerDocument.createElement('output')
  const urgent = ownerDocument.createElement('span')
  urgent.setAttribute('role', 'alert')
  root.className = 'ra-live-region'
  polite.className = 'ra-live-polite'
  urgent.className = 'ra-live-urgent'
  if (lang !== undefined) root.lang = lang
  for (const [name, value] of Object.entries(HIDDEN)) root.style.setProperty(name, value)
  root.append(polite, urgent)
  place.append(root)
  return {
    root,
    say(politely, urgently) {
      polite.textContent = politely
      urgent.textContent = urgently
    },
  }
}
