/** The path of all memory stores, or of one. */
export function memoryStorePath(id?: string): string {
  return `/v1/ControlPlane/Stores${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
}
