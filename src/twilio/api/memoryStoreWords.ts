/** What is said about a field of a memory store that cannot be sent as it is. */
export interface MemoryStoreWords {
  readonly required: string
  /** @param max the most characters */
  readonly tooLong: (max: number) => string
  readonly nameCharacters: string
}

export const ENGLISH_MEMORY_STORE_WORDS: MemoryStoreWords = {
  required: 'Fill in this field.',
  tooLong: (max) => `Use at most ${max} characters.`,
  nameCharacters: 'Use only letters, digits and hyphens.',
}
