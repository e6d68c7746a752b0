/** A batch that has the place of its name in this tab's store. */
export interface BatchHolder {
  /** True while a provider shows its home. */
  readonly isShown: () => boolean
  /** True if it has nothing left to do. */
  readonly isDone: () => boolean
  /** Forgets it in its provider, and keeps its records. */
  readonly leave: () => void
}

/** The batches of this page, whatever their provider, by home and name. */
const holders = new Map<string, BatchHolder>()

/**
 * Takes the place of a name for one batch. A batch whose provider is gone leaves it: a Web Lock alone cannot tell
 * that from a duplicated tab.
 *
 * @param mayReplaceDone whether a batch that is done leaves it too
 * @returns false if another provider of this page shows a batch there
 */
export function claimPlace(name: string, holder: BatchHolder, mayReplaceDone = false): boolean {
  const other = holders.get(name)
  if (other && other !== holder) {
    if (other.isShown() && !(mayReplaceDone && other.isDone())) return false
    other.leave()
  }
  holders.set(name, holder)
  return true
}

/** Does nothing if another batch has the place. */
export function leavePlace(name: string, holder: BatchHolder) {
  if (holders.get(name) === holder) holders.delete(name)
}
