/** Every point between two steps of a submission at which a page can die, in order. */
export const MOMENTS = [
  'before the request is kept',
  'before the intent is written',
  'before it is known that the intent is written',
  'before the request leaves',
  'while the request is on its way',
  'while the answer is on its way',
  'before the answer is read',
  'before the operation is written',
  'before the intent is removed',
  'before it is known that the operation is written',
  'before the request is given up',
  'before the first poll leaves',
  'before the poll is read',
  'before the end is written',
  'before the end is told',
] as const

export type Moment = (typeof MOMENTS)[number]

/** The moments that only the server can see. At the others the page stops itself. */
export function heldAt(moment: Moment): 'request' | 'answer' | undefined {
  if (moment === 'while the request is on its way') return 'request'
  return moment === 'while the answer is on its way' ? 'answer' : undefined
}
