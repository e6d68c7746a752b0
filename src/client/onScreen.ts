import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { PollGate } from './pollGate.ts'

/** One place on the page that shows an operation. */
export interface Place {
  /** Tells whether a person can see it just now. */
  readonly setSeen: (isSeen: boolean) => void
  /** It is not on the page any more. */
  readonly leave: () => void
}

/** Which operations of a page a person can see. */
export interface Visibility {
  /**
   * Adds a place that shows an operation. From then on, operations of which no place is seen let the others go first.
   * One without any place is none of these: it may be shown by other means.
   */
  readonly addPlace: (identity: OperationIdentity) => Place
}

/** Tells the gate which operations a person can see. */
export function createVisibility(gate: PollGate): Visibility {
  const places = new Map<string, Map<Place, boolean>>()
  let stop: (() => void) | undefined
  const isAside = (identity: OperationIdentity) => {
    const own = places.get(toOperationKey(identity))
    return own !== undefined && ![...own.values()].includes(true)
  }
  return {
    addPlace(identity) {
      const key = toOperationKey(identity)
      const own = places.get(key) ?? new Map<Place, boolean>()
      places.set(key, own)
      stop ??= gate.attach({ isAside })
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
