import type { Moment } from './crashMoments.ts'

const BEFORE_WRITING: Readonly<Record<string, Moment>> = {
  request: 'before the request is kept',
  intent: 'before the intent is written',
  operation: 'before the operation is written',
  end: 'before the end is written',
}
const BEFORE_REMOVING: Readonly<Record<string, Moment>> = {
  request: 'before the request is given up',
  intent: 'before the intent is removed',
}

/**
 * Runs in the page, before anything else of it. Time goes faster, and at the moment that `data-crash-at` names the page
 * is as good as dead: from then on nothing of it reaches the stores or the server.
 */
export function installHooks() {
  const { dataset } = document.body
  speedUp(Number(dataset['speed']), Number(dataset['epoch']), Number(dataset['skipped']))
  // What an earlier page left, as it was before anything of this one could touch it.
  dataset['left'] = Object.keys(localStorage)
    .filter((key) => kindOf(key) === 'intent')
    .map((key) => localStorage.getItem(key))
    .join('\n')

  /** @returns whether the page is dead */
  function reach(moment?: Moment): boolean {
    if (moment !== undefined && dataset['crashAt'] === moment) dataset['dead'] = 'yes'
    return dataset['dead'] !== undefined
  }

  const plain = new Map(
    [localStorage, sessionStorage].map((store) => [
      store,
      { write: store.setItem.bind(store), remove: store.removeItem.bind(store) },
    ]),
  )
  Storage.prototype.setItem = function write(key, value) {
    const isEnd = kindOf(key) === 'operation' && value.includes('"settled":')
    if (reach(BEFORE_WRITING[isEnd ? 'end' : kindOf(key)])) return
    plain.get(this)?.write(key, value)
    if (isEnd) reach('before the end is told')
  }
  Storage.prototype.removeItem = function remove(key) {
    if (!reach(BEFORE_REMOVING[kindOf(key)])) plain.get(this)?.remove(key)
  }

  const realFetch = window.fetch.bind(window)
  const never = () => new Promise<never>(() => undefined)
  window.fetch = async (input, init) => {
    const isPoll = typeof input === 'string' && input.includes('/Operations/')
    const isSubmission = init?.method !== undefined && init.method !== 'GET'
    if (
      reach(isPoll ? 'before the first poll leaves' : isSubmission ? 'before the request leaves' : undefined)
    )
      return never()
    // A dead page hears no answer, and no failure either.
    const response = await realFetch(input, init).catch((error: unknown) => {
      if (reach()) return never()
      throw error
    })
    if (reach(isPoll ? 'before the poll is read' : isSubmission ? 'before the answer is read' : undefined))
      return never()
    return response
  }
}

function kindOf(key: string): string {
  return /^react-accepted\/1\/[^/]*\/(\w+)\//.exec(key)?.[1] ?? ''
}

function speedUp(speed: number, epoch: number, skipped: number) {
  const now = Date.now.bind(Date)
  const passed = performance.now.bind(performance)
  Date.now = () => Math.floor(epoch + (now() - epoch) * speed + skipped)
  performance.now = () => passed() * speed
  const sped =
    (timer: (run: TimerHandler, ms: number, ...given: unknown[]) => number) =>
    (run: TimerHandler, ms = 0, ...given: unknown[]) =>
      timer(run, ms / speed, ...given)
  Object.assign(window, { setTimeout: sped(setTimeout), setInterval: sped(setInterval) })
}
