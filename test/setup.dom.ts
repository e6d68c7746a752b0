import '@testing-library/jest-dom/vitest'
import { notifyManager } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

import { watchTexts } from './watchTexts.ts'

// With the default scheduler, every query result waits for a setTimeout(0), which fake timers never run.
notifyManager.setScheduler(queueMicrotask)

// Testing Library and user-event look for `jest` to detect fake timers. Without it they hang.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } })

if (typeof Node === 'function') {
  let findTexts: () => string[]

  beforeEach(() => {
    findTexts = watchTexts()
  })

  afterEach(() => {
    const found = findTexts()
    if (found.length > 0) throw new Error(`Page translation would break these texts:\n${found.join('\n')}`)
  })
}

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
