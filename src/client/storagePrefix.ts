/** Everything of ours begins so; the number rises when the records change their meaning. */
const ROOT = 'react-accepted/1/'

/** What the keys of one scope begin with. */
export function toStoragePrefix(scope: string): string {
  return `${ROOT}${toKeyPart(scope)}/`
}

/** A text as one part of a key. */
export function toKeyPart(text: string): string {
  // Over JSON, since half a letter, as a cut name may end in, cannot be encoded by itself.
  return encodeURIComponent(JSON.stringify(text).slice(1, -1))
}
