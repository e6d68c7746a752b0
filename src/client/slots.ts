/** Hands out a limited number of places, first come first served. */
export interface Slots {
  /**
   * Resolves when a place is free; call what it resolves to when done.
   *
   * @param isAside nobody looks at it: the others go first, but every fourth place is for these, so that none starves
   */
  take: (isAside?: boolean) => Promise<() => void>
}

/** @param limit how many places there are */
export function createSlots(limit: number): Slots {
  const seen: (() => void)[] = []
  const aside: (() => void)[] = []
  let taken = 0
  let handedOver = 0
  const release = () => {
    handedOver += 1
    const next = (handedOver % 4 && seen.shift()) || aside.shift() || seen.shift()
    if (next) next()
    else taken -= 1
  }
  return {
    async take(isAside) {
      if (taken < limit) taken += 1
      // The place is handed over, not freed: nobody can slip in between.
      else await new Promise<void>((resolve) => (isAside ? aside : seen).push(resolve))
      return release
    },
  }
}
