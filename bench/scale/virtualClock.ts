/** A clock that moves only with `pass`. */
export interface VirtualClock {
  /** Moves the clock forward by `ms`, from timer to timer, and lets their promises settle after each. */
  readonly pass: (ms: number) => Promise<void>
}

interface VirtualTimer {
  run: () => void
  at: number
  list: TimerList | undefined
  before: VirtualTimer | undefined
  after: VirtualTimer | undefined
}

/** All timers with the same duration. They are due in the order in which they were set. */
interface TimerList {
  readonly ms: number
  first: VirtualTimer | undefined
  last: VirtualTimer | undefined
}

/**
 * Puts `setTimeout`, `setInterval` and `Date.now` on a virtual clock. Keeps one list of timers per duration,
 * as Node does, so that its own cost per timer does not depend on the number of timers.
 */
export function installVirtualClock(): VirtualClock {
  let now = 1_700_000_000_000
  const lists = new Map<number, TimerList>()

  function set(run: () => void, duration = 0): VirtualTimer {
    const timer: VirtualTimer = { run, at: 0, list: undefined, before: undefined, after: undefined }
    start(timer, Math.max(0, Math.ceil(duration)))
    return timer
  }

  function start(timer: VirtualTimer, ms: number) {
    const list = lists.get(ms) ?? { ms, first: undefined, last: undefined }
    lists.set(ms, list)
    timer.at = now + ms
    append(list, timer)
  }

  function repeat(run: () => void, duration = 0): VirtualTimer {
    const timer = set(
      () => {
        start(timer, Math.max(1, Math.ceil(duration)))
        run()
      },
      Math.max(1, duration),
    )
    return timer
  }

  function firstDue(): VirtualTimer | undefined {
    let due: VirtualTimer | undefined
    for (const { ms, first } of lists.values()) {
      if (!first) lists.delete(ms)
      else if (!due || first.at < due.at) due = first
    }
    return due
  }

  Object.assign(globalThis, {
    setTimeout: set,
    setInterval: repeat,
    clearTimeout: remove,
    clearInterval: remove,
  })
  Date.now = () => now

  return {
    async pass(ms) {
      const end = now + ms
      for (let timer = firstDue(); timer && timer.at <= end; timer = firstDue()) {
        now = timer.at
        while (timer && timer.at <= now) {
          remove(timer)
          timer.run()
          timer = firstDue()
        }
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
      now = end
    },
  }
}

function append(list: TimerList, timer: VirtualTimer) {
  timer.list = list
  timer.before = list.last
  if (list.last) list.last.after = timer
  else list.first = timer
  list.last = timer
}

/** Accepts `undefined`, because `clearTimeout` does. */
function remove(timer: VirtualTimer | undefined) {
  const list = timer?.list
  if (!timer || !list) return
  if (timer.before) timer.before.after = timer.after
  else list.first = timer.after
  if (timer.after) timer.after.before = timer.before
  else list.last = timer.before
  timer.list = timer.before = timer.after = undefined
}
