'use client'

import { useEffect, useRef, useState } from 'react'

import { markValidated } from '../../../../client/request/preparedRequest.ts'
import { useOperationsTracker } from '../../../../hooks/OperationsContext.ts'
import type { UseSubmitOperationResult } from '../../../../hooks/useSubmitOperation.ts'
import type { StandardSchema } from '../../../../protocol/result.ts'
import type { Configuration, ConfigurationFieldMessages } from '../../../api/configuration.ts'
import { listUnsentFields } from '../../../api/configuration.ts'
import { useFreshConfiguration } from '../../../hooks/useConfigurations.ts'
import type { ConfigurationForm, ConfigurationPart } from '../configurationForm.ts'
import type { ConfigurationFormInput } from '../formInput.ts'
import { toEditedInput, toComparableInput } from '../formInput.ts'
import { toConfigurationFormValues } from '../toFormValues.ts'
import { isSameVersion, listConflicts, listDifferences, replaceParts } from './differences.ts'

/** Someone else has changed the configuration since it was read. */
export interface ChangedConfiguration {
  readonly state: 'changedMeanwhile'
  /** As stored now. */
  readonly stored: Configuration
  /** The parts that they changed and that differ from the form; for an outdated draft, all that differ. */
  readonly parts: readonly ConfigurationPart[]
}

/**
 * The state of an edit before it is sent.
 *
 * - `reading`: the configuration is being read again. `unread`: that failed, and nothing was sent.
 * - `unchanged`: the edit would change nothing.
 * - `moreUnsent`: a PUT may remove stored fields that the form did not show when it was opened.
 */
export type ConfigurationEdit =
  | { readonly state: 'open' }
  | { readonly state: 'reading' }
  | { readonly state: 'unchanged' }
  | { readonly state: 'moreUnsent' }
  | { readonly state: 'unread'; readonly error: Error }
  | ChangedConfiguration

/** The version that an edit is compared with: the last one read and adopted. */
interface EditBase {
  readonly get: () => Configuration
  readonly set: (configuration: Configuration) => void
}

/** @param configuration as first read */
export function createEditBase(configuration: Configuration): EditBase {
  let base = configuration
  return {
    get: () => base,
    set(next) {
      base = next
    },
  }
}

/** One of the two ways to change a configuration: PUT or PATCH. */
export interface EditMethod<TInput> {
  /** The input for the form's values, applied to what is stored. Does not validate it. */
  readonly toInput: (stored: Configuration, mine: ConfigurationFormInput) => Record<string, unknown>
  readonly defineSchema: (messages: ConfigurationFieldMessages) => StandardSchema<unknown, TInput>
  /** The request replaces the whole configuration: the server may remove stored fields that it lacks. */
  readonly replaces: boolean
}

interface ConfigurationEditOptions<TInput> {
  readonly form: ConfigurationForm
  readonly base: EditBase
  readonly schema: StandardSchema<unknown, TInput>
  readonly toInput: EditMethod<TInput>['toInput']
  readonly replaces: boolean
  readonly submission: Pick<UseSubmitOperationResult<TInput>, 'submit' | 'reset'>
  /** Called right before the form is sent. */
  readonly onSend: () => void
}

/** The result of {@link useConfigurationEdit}. */
interface ConfigurationEditResult {
  readonly edit: ConfigurationEdit
  /** Reads the configuration again and sends the edit, unless someone else's changes differ from the form. */
  readonly save: () => Promise<void>
  /** Puts someone else's changes into the form. All other edits stay. */
  readonly takeTheirs: () => void
  /** Saves over someone else's changes. */
  readonly keepMine: () => Promise<void>
  /**
   * Reads the configuration again and starts over.
   *
   * @param isKept the form keeps its values; otherwise it shows what is stored
   */
  readonly goOn: (isKept: boolean) => Promise<void>
  /** Call it if the values were typed over an earlier version: differences are shown before they are sent. */
  readonly compareFirst: () => void
}

/** Saves an edited configuration. Reads it again first, so that no change is overwritten unseen. */
export function useConfigurationEdit<TInput>({
  form,
  base,
  schema,
  toInput,
  replaces,
  submission,
  onSend,
}: ConfigurationEditOptions<TInput>): ConfigurationEditResult {
  const readStored = useFreshConfiguration(base.get().id)
  const { session } = useOperationsTracker('useConfigurationEdit')
  const [edit, setEdit] = useState<ConfigurationEdit>({ state: 'open' })
  const isReading = useRef(false)
  const isOutdated = useRef(false)
  /** The stored fields that the user has been warned of. */
  const warned = useRef(listUnsentFields(base.get()))
  const { subscribe } = form

  const isListening = edit.state === 'unchanged' || edit.state === 'changedMeanwhile'

  useEffect(() => {
    if (!isListening) return undefined
    return subscribe({
      formState: { values: true },
      callback: () =>
        setEdit((current) => {
          if (current.state === 'unchanged') return { state: 'open' }
          // A new object, so that the comparison shows the form's new values.
          return current.state === 'changedMeanwhile' ? { ...current } : current
        }),
    })
  }, [subscribe, isListening])

  async function read(): Promise<Configuration | undefined> {
    if (isReading.current) return undefined
    isReading.current = true
    setEdit({ state: 'reading' })
    try {
      const stored = await readStored()
      setEdit({ state: 'open' })
      return stored
    } catch (thrown) {
      setEdit({ state: 'unread', error: thrown instanceof Error ? thrown : new Error(String(thrown)) })
      return undefined
    } finally {
      isReading.current = false
    }
  }

  async function save(begun = session()) {
    const mine = toEditedInput(form.getValues())
    const isUnchanged = () => listDifferences(mine, toComparableInput(base.get())).length === 0
    if (isUnchanged()) return setEdit({ state: 'unchanged' })
    const stored = await read()
    if (!stored || begun.aborted) return undefined
    const parts = listUnseen(stored, mine)
    if (parts.length > 0) return setEdit({ state: 'changedMeanwhile', stored, parts })
    base.set(stored)
    const unsent = replaces ? listUnsentFields(stored) : []
    if (unsent.some((field) => !warned.current.includes(field))) {
      warned.current = unsent
      return setEdit({ state: 'moreUnsent' })
    }
    // Someone else may have made the same change.
    if (isUnchanged()) return setEdit({ state: 'unchanged' })
    const checked = await schema['~standard'].validate(toInput(stored, mine))
    // What one user has typed is not sent as another.
    if (begun.aborted) return undefined
    // An error that appears only now comes from what is stored: the form's resolver finds it too.
    if (checked.issues) return void (await form.trigger())
    onSend()
    return void submission.submit(markValidated(checked.value))
  }

  /** What someone else has changed; for an outdated draft, whose original is not known, all differences. */
  function listUnseen(stored: Configuration, mine: ConfigurationFormInput) {
    if (isOutdated.current) return listDifferences(mine, toComparableInput(stored))
    return isSameVersion(base.get(), stored) ? [] : listConflicts(base.get(), stored, mine)
  }

  function takeTheirs() {
    if (edit.state !== 'changedMeanwhile') return
    base.set(edit.stored)
    isOutdated.current = false
    form.reset(replaceParts(form.getValues(), toConfigurationFormValues(edit.stored), edit.parts))
    setEdit({ state: 'open' })
  }

  async function keepMine() {
    if (edit.state !== 'changedMeanwhile') return
    base.set(edit.stored)
    isOutdated.current = false
    setEdit({ state: 'open' })
    const begun = session()
    await form.handleSubmit(() => save(begun))()
  }

  async function goOn(isKept: boolean) {
    const stored = await read()
    if (!stored) return
    base.set(stored)
    isOutdated.current = false
    if (!isKept) form.reset(toConfigurationFormValues(stored))
    submission.reset()
  }

  function compareFirst() {
    isOutdated.current = true
  }

  return { edit, save: () => save(), takeTheirs, keepMine, goOn, compareFirst }
}
