import { readField } from '../../protocol/json.ts'

/** A message between the journals of one home, in this page and in other tabs. */
export type JournalNews = 'changed' | 'cleared'

/** Carries news between the journals of one home. */
export interface NewsChannel {
  readonly notify: (news: JournalNews) => void
  /** Listens until the returned function is called. Only then is a channel to other tabs held open. */
  readonly listen: () => () => void
}

const VERSION = 1
/** The listeners of this page, by home. */
const pageListeners = new Map<string, Set<(news: JournalNews) => void>>()

/**
 * A channel to the other journals of a home. It does not listen yet.
 *
 * @param isShared false keeps messages within this page
 * @param storagePrefix a change in Web Storage to a key with this prefix counts as `changed`
 */
export function createNews(
  home: string,
  isShared: boolean,
  storagePrefix: string,
  onNews: (news: JournalNews) => void,
): NewsChannel {
  const open = () => (isShared ? openChannel(`react-accepted journal ${home}`) : undefined)
  let listening: BroadcastChannel | undefined
  const onMessage = ({ data }: MessageEvent<unknown>) => {
    if (readField(data, 'version') !== VERSION) return
    const news = readField(data, 'news')
    if (news === 'changed' || news === 'cleared') onNews(news)
  }
  const onStorage = ({ key }: StorageEvent) => {
    // A null key means that the whole store was cleared.
    if (key === null || key.startsWith(storagePrefix)) onNews('changed')
  }
  return {
    notify(news) {
      for (const listener of pageListeners.get(home) ?? []) if (listener !== onNews) listener(news)
      const channel = listening ?? open()
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A BroadcastChannel has none.
        channel?.postMessage({ version: VERSION, news })
      } catch {
        // The channel is closed, because the page is unloading.
      }
      if (!listening) channel?.close()
    },
    listen() {
      const inPage = pageListeners.get(home) ?? new Set()
      pageListeners.set(home, inPage.add(onNews))
      listening = open()
      listening?.addEventListener('message', onMessage)
      globalThis.addEventListener?.('storage', onStorage)
      return () => {
        inPage.delete(onNews)
        if (!inPage.size) pageListeners.delete(home)
        listening?.close()
        listening = undefined
        globalThis.removeEventListener?.('storage', onStorage)
      }
    },
  }
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    // Unsupported, or not allowed for this page: other tabs see changes the next time they read.
    return undefined
  }
}
