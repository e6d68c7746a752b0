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

/** The places of each operation, and those of them that are seen. */
type Places = Map<string, Map<Place, boolean>>

const placesOf = new WeakMap<PollGate, Places>()

/**
 * Adds a place that shows an operation. From then on, operations of which no place is seen let the others go first at
 * this gate. One without any place is none of these: it may be shown by other means.
 */
export function addPlace(gate: PollGate, identity: OperationIdentity): Place {
  const places = placesOf.get(gate) ?? startLooking(gate)
  const key = toOperationKey(identity)
  const own = places.get(key) ?? new Map<Place, boolean>()
  places.set(key, own)
  const place: Place = {
    setSeen: (isSeen) => own.set(place, isSeen),
    leave() {
      own.delete(place)
      if (own.size === 0 && places.get(key) === own) places.delete(key)
    },
  }
  own.set(place, true)
  return place
}

function startLooking(gate: PollGate): Places {
  const places: Places = new Map()
  placesOf.set(gate, places)
  gate.isAside = (identity) => {
    const own = places.get(toOperationKey(identity))
    return own !== undefined && ![...own.values()].includes(true)
  }
  return places
}
