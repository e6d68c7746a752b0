/** Whether a request says that its body is `application/json`, in UTF-8 (the only form the APIs take). */
export function isJsonContentType(contentType: string | null): boolean {
  return contentType !== null && /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(contentType)
}
