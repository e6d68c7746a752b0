/** Creates the IDs of new resources. */
export interface Ids {
  /** `prefix_` and 26 characters; the first ten encode the creation time. IDs ascend within one instance. */
  next(prefix: string, createdAt: number): string
}

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/** Creates IDs `[0-7][0-9a-z]{25}` (API reference: identifiers), the same for the same seed and times. */
export function createIds(seed: number): Ids {
  const random = createRandom(seed)
  let lastTime = -1
  let digits: number[] = []

  return {
    next(prefix, createdAt) {
      if (createdAt === lastTime) increment(digits)
      else digits = Array.from({ length: RANDOM_CHARACTERS }, () => Math.floor(random() * 32))
      lastTime = createdAt
      return `${prefix}_${encodeTime(createdAt)}${digits.map((digit) => CROCKFORD[digit]).join('')}`
    },
  }
}

function encodeTime(epochMs: number): string {
  let rest = Math.max(0, Math.floor(epochMs))
  let text = ''
  for (let index = 0; index < TIME_CHARACTERS; index += 1) {
    text = `${CROCKFORD[rest % 32]}${text}`
    rest = Math.floor(rest / 32)
  }
  return text
}

/** Keeps IDs of the same millisecond in order, as monotonic ULIDs do. */
function increment(digits: number[]): void {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const next = ((digits[index] ?? 0) + 1) % 32
    digits[index] = next
    if (next !== 0) return
  }
}

/** Mulberry32: small and uniform enough for IDs, but not cryptographically secure. */
function createRandom(seed: number): () => number {
  let state = Math.trunc(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
