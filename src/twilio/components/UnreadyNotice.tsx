import { Notice } from '../../components/Notice.tsx'

export interface UnreadyNoticeProps {
  readonly words: { readonly unreadyTitle: string; readonly unreadyBody: string }
}

/** What it takes to send a form could not be loaded. */
export function UnreadyNotice({ words }: UnreadyNoticeProps) {
  return (
    <Notice tone="warning" part="unready" title={words.unreadyTitle}>
      <p className="ra-text">{words.unreadyBody}</p>
    </Notice>
  )
}
