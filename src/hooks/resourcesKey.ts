/** The start of every query key that lists or shows resources of a type, so that an operation can refresh them all. */
export function resourcesKey(home: string, type: string) {
  return [...allResourcesKey(home), type] as const
}

/** The start of every query key of one home's resources. */
export function allResourcesKey(home: string) {
  return ['react-accepted/resources', home] as const
}
