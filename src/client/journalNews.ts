import { readField } from '../protocol/record.ts'

/** What one journal tells the others of its home, in this page and in other tabs. */
export type JournalNews = 'changed' | 'cleared'

/** Carries news between the journals of one home. */
export interface NewsChannel {
  readonly tell: (news: JournalNews) => void
  readonly close: () => void
}

const VERSION = 1
/** Those of this page, by their home. */
const pageListeners = new Map<string, Set<(news: JournalNews) => void>>()

/**
 * Opens a channel to the other journals of a home.
 *
 * @param isShared false keeps it within this page
 * @param storagePrefix a change of what begins so in Web Storage is news too
 */
export function openNews(
  home: string,
  isShared: boolean,
  storagePrefix: string,
  onNews: (news: JournalNews) => void,
): NewsChannel {
  const inPage = pageListeners.get(home) ?? new Set()
  pageListeners.set(home, inPage.add(onNews))
  const channel = isShared ? openChannel(`react-accepted journal ${home}`) : undefined
  const onMessage = ({ data }: MessageEvent<unknown>) => {
    if (readField(data, 'version') !== VERSION) return
    const news = readField(data, 'news')
    if (news === 'changed' || news === 'cleared') onNews(news)
  }
  const onStorage = ({ key }: StorageEvent) => {
    // Without a key the whole store was emptied.
    if (key === null || key.startsWith(storagePrefix)) onNews('changed')
  }
  channel?.addEventListener('message', onMessage)
  globalThis.addEventListener?.('storage', onStorage)
  return {
    tell(news) {
      for (const listener of inPage) if (listener !== onNews) listener(news)
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none: it is of one origin.
        channel?.postMessage({ version: VERSION, news })
      } catch {
        // Closed meanwhile: the page is going.
      }
    },
    close() {
      inPage.delete(onNews)
      if (inPage.size === 0) pageListeners.delete(home)
      channel?.close()
      globalThis.removeEventListener?.('storage', onStorage)
    },
  }
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    // Missing, or not allowed for this page: other tabs see changes when they look.
    return undefined
  }
}
