'use client'

import { Notice } from '../../../components/elements/Notice.tsx'
import { TextAreaField, TextField } from '../../../components/fields/TextField.tsx'
import { MAX_STORES } from '../../api/memoryStore.ts'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'
import type { MemoryStoreForm } from './useMemoryStoreForm.ts'

export interface MemoryStoreFieldsProps {
  readonly form: MemoryStoreForm
  /** Prefix of the IDs of all controls. */
  readonly formId: string
  /** Shows the values read-only. */
  readonly isLocked: boolean
  /** The message that another store already has the name. */
  readonly takenError: string | undefined
  /** The account has reached its limit of 15 stores. */
  readonly isFull: boolean
}

/** Name and description, with a notice if the account cannot have another store. */
export function MemoryStoreFields({ form, formId, isLocked, takenError, isFull }: MemoryStoreFieldsProps) {
  const messages = useMemoryStoreMessages()
  const errorOf = (field: 'displayName' | 'description') => form.formState.errors[field]?.message
  return (
    <>
      {isFull && (
        <Notice tone="warning" part="limit" title={messages.limitTitle(MAX_STORES)}>
          <p className="ra-text">{messages.limitBody}</p>
        </Notice>
      )}
      <TextField
        {...form.register('displayName')}
        id={`${formId}-displayName`}
        error={errorOf('displayName') ?? takenError}
        label={messages.displayName}
        hint={messages.displayNameHint}
        readOnly={isLocked}
        spellCheck={false}
        autoCapitalize="none"
        required
      />
      <TextAreaField
        {...form.register('description')}
        id={`${formId}-description`}
        error={errorOf('description')}
        label={messages.description}
        hint={messages.descriptionHint}
        readOnly={isLocked}
      />
    </>
  )
}
