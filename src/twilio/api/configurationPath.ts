/** The path of all configurations, or of one. */
export function configurationPath(id?: string): string {
  return `/v2/ControlPlane/Configurations${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
}
