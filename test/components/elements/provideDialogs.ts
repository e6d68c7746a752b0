/** Adds what jsdom lacks of `<dialog>`: opening, closing, Escape, and returning the focus. */
export function provideDialogs() {
  const proto = HTMLDialogElement.prototype
  const openers = new Map<HTMLDialogElement, Element | null>()

  proto.showModal = function showModal() {
    if (this.open) throw new DOMException('It is open already.', 'InvalidStateError')
    openers.set(this, document.activeElement)
    this.setAttribute('open', '')
    this.querySelector<HTMLElement>('button, input')?.focus()
  }
  proto.close = function close() {
    if (!this.open) return
    this.removeAttribute('open')
    const opener = openers.get(this)
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    this.dispatchEvent(new Event('close'))
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') document.querySelector<HTMLDialogElement>('dialog[open]')?.close()
  }
  // A browser closes the dialog even if the event is stopped.
  window.addEventListener('keydown', onKeyDown, true)
  return () => window.removeEventListener('keydown', onKeyDown, true)
}
