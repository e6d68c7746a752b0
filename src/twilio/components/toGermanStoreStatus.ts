const NAMES: Readonly<Partial<Record<string, string>>> = {
  QUEUED: 'wartet auf Einrichtung',
  PROVISIONING: 'wird eingerichtet',
  FAILED: 'Einrichtung fehlgeschlagen',
}

/** A memory store's status in German. One that is newer than we are is shown in the API's own word. */
export function toGermanStoreStatus(status: string): string {
  return NAMES[status] ?? status
}
