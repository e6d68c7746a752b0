import { OperationProgress, OperationStatusBadge } from 'react-accepted'
import type { SubmitResult } from 'react-accepted'

export interface CallRowProps<TInput> {
  /** The button's words. */
  readonly label: string
  readonly call: SubmitResult<TInput>
  /** What is sent; the button waits until it is there. */
  readonly input: TInput | undefined
}

/** One call of the API: its button, how it stands, and why it did not do what it was for. */
export function CallRow<TInput>({ label, call: { submit, intent, operation }, input }: CallRowProps<TInput>) {
  const refusal = 'error' in intent ? intent.error.message : undefined
  const reason = operation.status === 'FAILED' ? (operation.error.detail ?? operation.error.title) : refusal
  const accepted = intent.state === 'accepted' ? intent.accepted : null
  return (
    <li className="changes-row" aria-label={label}>
      <button
        type="button"
        className="ra-button"
        disabled={input === undefined}
        onClick={() => void (input !== undefined && submit(input))}
      >
        {label}
      </button>
      {accepted && <OperationStatusBadge operation={accepted} />}
      {operation.status === 'PENDING' && <OperationProgress operation={accepted} />}
      {reason && <p className="changes-reason">{reason}</p>}
    </li>
  )
}
