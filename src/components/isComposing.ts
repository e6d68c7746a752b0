import type { KeyboardEvent } from 'react'

/**
 * True for a key that belongs to an input method, such as the Enter that confirms a word. Safari sends that one after
 * the composition has ended, and only its key code tells.
 */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229
}
