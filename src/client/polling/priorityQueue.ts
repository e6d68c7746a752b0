/** A limited number of slots, first come, first served. */
export interface PriorityQueue {
  /**
   * Resolves when a slot is free, with a function that releases it.
   *
   * @param isBackground true if the user cannot see it: visible ones go first, but every fourth slot is for the
   *   hidden ones, so that none starves
   */
  take: (isBackground?: boolean) => Promise<() => void>
}

/** @param limit the number of slots */
export function createPriorityQueue(limit: number): PriorityQueue {
  const visible: (() => void)[] = []
  const background: (() => void)[] = []
  let taken = 0
  let handedOver = 0
  const release = () => {
    handedOver += 1
    const next = (handedOver % 4 && visible.shift()) || background.shift() || visible.shift()
    if (next) next()
    else taken -= 1
  }
  return {
    async take(isBackground) {
      if (taken < limit) taken += 1
      // The slot is handed over, not freed, so that no other caller can take it in between.
      else await new Promise<void>((resolve) => (isBackground ? background : visible).push(resolve))
      return release
    },
  }
}
