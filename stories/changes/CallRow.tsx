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
export function CallRow<TInput>({ label, call, input }: CallRowProps<TInput>) {
  const { submit, intent, operation } = call
  const refusal = 'error' in intent ? intent.error.message : undefined
  const reason = operation.status === 'FAILED' ? (operation.error.detail ?? operation.error.title) : refusal
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
      <OperationStatusBadge submission={call} />
      {operation.status === 'PENDING' && <OperationProgress submission={call} />}
      {reason && <p className="changes-reason">{reason}</p>}
    </li>
  )
}
