import { createIdempotencyKey } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const NOW = Date.parse('2026-01-15T09:30:00.000Z')

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The first 48 bits (RFC 9562, section 5.7), in epoch ms. */
const timeOf = (key: string) => Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16)

describe('createIdempotencyKey', () => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  /** In a page of its own. */
  async function load() {
    return (await import('react-accepted/client')).createIdempotencyKey
  }

  test('returns a new version 7 UUID each time', () => {
    const keys = Array.from({ length: 100 }, createIdempotencyKey)
    for (const key of keys) expect(key).toMatch(UUID)
    expect(new Set(keys).size).toBe(100)
    // Never the same in another tab either: the rest is random.
    expect(new Set(keys.map((key) => key.slice(15))).size).toBe(100)
  })

  test('starts with the time', async () => {
    const create = await load()
    expect(timeOf(create())).toBe(NOW)
    vi.setSystemTime(NOW + 60_000)
    expect(timeOf(create())).toBe(NOW + 60_000)
  })

  test('returns greater ones within a millisecond and after the clock was set back', async () => {
    const create = await load()
    const keys = Array.from({ length: 100 }, create)
    vi.setSystemTime(NOW - 86_400_000)
    keys.push(create(), create())
    expect(keys).toEqual(keys.toSorted())
    expect(new Set(keys.map(timeOf)).size).toBe(102)
  })

  test('needs no crypto.randomUUID, which plain http lacks', () => {
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(createIdempotencyKey()).toMatch(UUID)
  })

  test.each([0x00_00, 0xff_ff])('sets version and variant whatever the random bits are (%i)', (bits) => {
    vi.stubGlobal('crypto', { getRandomValues: (words: Uint16Array) => words.fill(bits) })
    expect(createIdempotencyKey()).toMatch(UUID)
  })
})
