/**
 * Runs in a page. True if the browser has stored the acceptance of an operation: after a reload before that, the
 * intent is sent again, with its key.
 */
export async function hasStoredOperation(): Promise<boolean> {
  const opening = indexedDB.open('react-accepted')
  const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction('records').objectStore('records').getAllKeys()
      reading.addEventListener('success', () => resolve(reading.result))
      reading.addEventListener('error', () => reject(reading.error))
    })
  })
  opening.result.close()
  return keys.some((key) => typeof key === 'string' && key.includes('operation/'))
}
