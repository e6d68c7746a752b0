import { nameOf } from './findOverflow.ts'

/** What still moves although the user prefers reduced motion. */
export function findMotion(): string[] {
  return document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target : null))
    .map((target) => `${target ? nameOf(target) : 'something'} moves`)
}
