import type { OperationsApi } from '../protocol/operationsApi.ts'
import { NO_PAGE, toUrl } from '../protocol/statusUrl.ts'

/** The number rises when the stored records change their meaning. */
const ROOT = 'react-accepted/2/'

/** This machine: its servers answer while the browser says that there is no network. */
const LOOPBACK = /(^|\.)localhost$|^127\.[\d.]+$|^\[::1]$/

/**
 * Where the APIs of a client are: their base URLs, without the page's own origin, and whether all of them are on this
 * machine. A page under another origin shares neither storage nor channels with this one.
 */
export function locate(
  apis: readonly OperationsApi[],
  pageUrl = NO_PAGE,
): { readonly home: string; readonly isLocal: boolean } {
  const own = `${new URL(pageUrl).origin}/`
  const urls = apis.map(({ baseUrl }) => new URL(toUrl(baseUrl, '/'), pageUrl))
  const bases = urls.map(({ href }) => (href.startsWith(own) ? href.slice(own.length - 1) : href))
  return {
    home: [...new Set(bases)].join(' '),
    isLocal: urls.every(({ hostname }) => LOOPBACK.test(hostname)),
  }
}

/**
 * What everything that leaves a client is filed under: storage keys, locks, channels, query keys. Two applications,
 * regions, accounts or users have two homes, even if their operations have the same IDs.
 */
export function toHome(base: string, scope: string | undefined): string {
  // No base contains a space before or after a bar: URLs are encoded.
  return scope === undefined ? base : `${base} | ${scope}`
}

/** What the storage keys of one home begin with. */
export function toStoragePrefix(home: string): string {
  return `${ROOT}${toKeyPart(home)}/`
}

/** A text as one part of a key. */
export function toKeyPart(text: string): string {
  // Over JSON, since half a letter, as a cut name may end in, cannot be encoded by itself.
  return encodeURIComponent(JSON.stringify(text).slice(1, -1))
}
