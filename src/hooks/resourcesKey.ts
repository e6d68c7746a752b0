/** The start of every query key that lists or shows resources of a type, so that an operation can refresh them all. */
export function resourcesKey(type: string) {
  return ['react-accepted/resources', type] as const
}
