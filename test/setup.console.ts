import { afterEach, beforeEach, vi } from 'vitest'

const logged: string[] = []

beforeEach(() => {
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(`console.${level}: ${parts.map(String).join(' ')}`)
    })
  }
})

// A test that logs fails. A test that expects a log spies on the console itself.
afterEach(() => {
  const lines = logged.splice(0)
  if (lines.length > 0) throw new Error(`The test logged:\n${lines.join('\n')}`)
})
