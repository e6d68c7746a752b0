import { CopyButton } from './CopyButton.tsx'

/** Characters at the end of an ID that stay when there is no room: IDs made close together differ only there. */
const TAIL = 6

export interface CopyableIdProps {
  readonly id: string
  /** Names it on the copy button, such as `Operation ID`. */
  readonly what: string
}

/** An ID as it is, and a button that copies it. Where there is no room it is shortened in the middle. */
export function CopyableId({ id, what }: CopyableIdProps) {
  return (
    <span className="ra-id" data-part="id">
      <code className="ra-code" translate="no" title={id}>
        <span className="ra-text">{id.slice(0, -TAIL)}</span>
        <span className="ra-text">{id.slice(-TAIL)}</span>
      </code>
      <CopyButton text={id} what={what} />
    </span>
  )
}
