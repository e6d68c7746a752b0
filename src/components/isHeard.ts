/**
 * Whether a screen reader can tell what changes in an element: nothing is said of what is hidden, or stands behind a
 * dialog that is open.
 */
export function isHeard(element: Element): boolean {
  if (element.closest('[inert], [aria-hidden="true"]')) return false
  // A page without a layout cannot tell.
  if ('checkVisibility' in element && !element.checkVisibility({ visibilityProperty: true })) return false
  const modals = [...element.ownerDocument.querySelectorAll('dialog[open]')].filter(isModal)
  return modals.length === 0 || modals.some((modal) => modal.contains(element))
}

function isModal(dialog: Element): boolean {
  try {
    return dialog.matches(':modal')
  } catch {
    // A browser that does not know the word shows what stands behind.
    return false
  }
}
