/**
 * True only under `npm run start:live`. Uses the script name that npm sets, because our own variable could be
 * left over in a shell, and then `npm start` would create real resources.
 */
export function isLive(): boolean {
  return process.env['npm_lifecycle_event'] === 'start:live'
}
