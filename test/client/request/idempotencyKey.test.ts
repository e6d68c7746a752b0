import { createIdempotencyKey } from 'react-accepted/client'
import { afterEach, describe, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('createIdempotencyKey', () => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  test('returns a new version 4 UUID each time', () => {
    const keys = Array.from({ length: 100 }, createIdempotencyKey)
    for (const key of keys) expect(key).toMatch(UUID)
    expect(new Set(keys).size).toBe(100)
  })

  test('returns one even if crypto.randomUUID is missing, as on plain http', () => {
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    const keys = Array.from({ length: 100 }, createIdempotencyKey)
    for (const key of keys) expect(key).toMatch(UUID)
    expect(new Set(keys).size).toBe(100)
  })

  test.each([0x00, 0xff])('sets version and variant whatever the random bytes are (%i)', (byte) => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) })
    expect(createIdempotencyKey()).toMatch(UUID)
  })
})
