import type { OperationIdentity } from '../../protocol/operation.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import type { PollGate } from './pollGate.ts'

/** One place on the page that shows an operation. */
export interface Place {
  /** Sets whether the user can see it now. */
  readonly setSeen: (isSeen: boolean) => void
  /** Removes the place once it is no longer on the page. */
  readonly leave: () => void
}

/** Tracks which operations on a page the user can see. */
export interface Visibility {
  /**
   * Adds a place that shows an operation, visible at first. Operations whose places are all out of sight are
   * polled after the others. An operation without a place is not one of these: it may be shown by other
   * means.
   */
  readonly addPlace: (identity: OperationIdentity) => Place
}

/** Gives the operations that the user can see priority in the gate. */
export function createVisibility(gate: PollGate): Visibility {
  const places = new Map<string, Map<Place, boolean>>()
  let stop: (() => void) | undefined
  const isBackground = (identity: OperationIdentity) => {
    const own = places.get(toOperationKey(identity))
    return own !== undefined && ![...own.values()].includes(true)
  }
  return {
    addPlace(identity) {
      const key = toOperationKey(identity)
      const own = places.get(key) ?? new Map<Place, boolean>()
      places.set(key, own)
      stop ??= gate.attach({ isBackground })
      const place: Place = {
        setSeen: (isSeen) => own.set(place, isSeen),
        leave() {
          own.delete(place)
          if (own.size === 0 && places.get(key) === own) places.delete(key)
          if (places.size > 0) return
          stop?.()
          stop = undefined
        },
      }
      own.set(place, true)
      return place
    },
  }
}
