import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { ClientEngine } from '../createOperationsClient.ts'
import type { BatchPlace } from './batchPlace.ts'

/** Hears of the operations of a batch, whichever client polls them. */
export interface OperationWatch {
  /** Does nothing if the engine of this place is watched already. */
  readonly watch: (place: BatchPlace) => void
  readonly stop: () => void
}

/**
 * @param onChange called with each operation that has changed
 * @param onWatched called when the provider watches others
 */
export function createOperationWatch(
  onChange: (after: OperationSnapshot) => void,
  onWatched: (place: BatchPlace) => void,
): OperationWatch {
  let stops: (() => void)[] = []
  let watched: ClientEngine | undefined

  function stop() {
    for (const one of stops) one()
    stops = []
    watched = undefined
  }

  return {
    watch(place) {
      const { engine } = place
      // The provider may get another client for the same home.
      if (watched === engine) return
      stop()
      watched = engine
      stops = [
        engine.gate.attach({ onChange: ({ after }) => onChange(after) }),
        place.subscribe(() => onWatched(place)),
      ]
    },
    stop,
  }
}
