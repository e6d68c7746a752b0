/**
 * True only under `npm run start:live`. npm names the script it runs; a variable of our own could be left over in a
 * shell, and real resources would be made by `npm start`.
 */
export function isLive(): boolean {
  return process.env['npm_lifecycle_event'] === 'start:live'
}
