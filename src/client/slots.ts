/** Hands out a limited number of places, first come first served. */
export interface Slots {
  /** Resolves when a place is free; call what it resolves to when done. */
  take: () => Promise<() => void>
}

/** @param limit how many places there are */
export function createSlots(limit: number): Slots {
  const waiting: (() => void)[] = []
  let taken = 0
  const release = () => {
    const next = waiting.shift()
    if (next) next()
    else taken -= 1
  }
  return {
    async take() {
      if (taken < limit) taken += 1
      // The place is handed over, not freed: nobody can slip in between.
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return release
    },
  }
}
