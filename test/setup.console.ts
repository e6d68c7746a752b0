import { afterEach, beforeEach, vi } from 'vitest'

const logged: string[] = []

beforeEach(() => {
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(`console.${level}: ${parts.map(String).join(' ')}`)
    })
  }
})

// A test that logs is a failing test. One that means to log puts its own spy on the console.
afterEach(() => {
  const lines = logged.splice(0)
  if (lines.length > 0) throw new Error(`The test logged:\n${lines.join('\n')}`)
})
