import '@testing-library/jest-dom/vitest'
import { notifyManager } from '@tanstack/react-query'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

import { watchTexts } from './watchTexts.ts'

// With the default scheduler every query result shows one setTimeout(0) late, which fake timers never run.
notifyManager.setScheduler(queueMicrotask)

// Testing Library and user-event look for `jest` to find out that the timers are fake; without it they hang.
Object.assign(globalThis, { jest: { advanceTimersByTime: (ms: number) => vi.advanceTimersByTime(ms) } })

if (typeof Node === 'function') {
  let findTexts: () => string[]

  beforeEach(() => {
    findTexts = watchTexts()
  })

  afterEach(() => {
    const found = findTexts()
    if (found.length > 0) throw new Error(`A browser that translates takes from React:\n${found.join('\n')}`)
  })
}

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
