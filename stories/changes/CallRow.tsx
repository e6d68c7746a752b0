import { OperationProgress, OperationStatusBadge } from 'react-accepted'
import type { UseSubmitOperationResult } from 'react-accepted'

export interface CallRowProps<TInput> {
  /** The text of the button. */
  readonly label: string
  readonly call: UseSubmitOperationResult<TInput>
  /** The input to send. While it is `undefined`, the button is disabled. */
  readonly input: TInput | undefined
}

/** One request to the API: its button, its status, and the reason if it failed. */
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
