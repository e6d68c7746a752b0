'use client'

import { useEffect, useRef, useState } from 'react'

import type { SubmitResult } from '../../hooks/useSubmitOperation.ts'
import type { StandardSchema } from '../../protocol/standardSchema.ts'
import type { Configuration } from '../api/configuration.ts'
import { useFreshConfiguration } from '../hooks/useFreshConfiguration.ts'
import type { ConfigurationEdit } from './configurationEdit.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { EditBase } from './editBase.ts'
import type { EditMethod } from './editMethod.ts'
import { isSameVersion } from './isSameVersion.ts'
import { listConflicts } from './listConflicts.ts'
import { listDifferences } from './listDifferences.ts'
import { takeParts } from './takeParts.ts'
import { toConfigurationFormValues } from './toConfigurationFormValues.ts'
import { toEditedInput } from './toEditedInput.ts'
import { toShownInput } from './toShownInput.ts'

export interface ConfigurationEditOptions<TInput> {
  readonly form: ConfigurationForm
  readonly base: EditBase
  readonly schema: StandardSchema<unknown, TInput>
  readonly toInput: EditMethod<TInput>['toInput']
  readonly submission: Pick<SubmitResult<TInput>, 'submit' | 'reset'>
  /** The form is sent as it is now. */
  readonly onSend: () => void
}

/** What {@link useConfigurationEdit} gives. */
export interface ConfigurationEditResult {
  readonly edit: ConfigurationEdit
  /** Reads what is stored once more, and sends what differs from it unless someone else has changed the same. */
  readonly save: () => Promise<void>
  /** Puts what someone else has changed into the form. All other changes stay. */
  readonly takeTheirs: () => void
  /** Saves over what someone else has changed. */
  readonly keepMine: () => Promise<void>
  /** Begins anew with what is stored. */
  readonly goOn: (isKept: boolean) => Promise<void>
  /** What the form holds was typed over an earlier version: what differs is shown before it is sent. */
  readonly compareFirst: () => void
}

/** Saves an edited configuration, but over nobody's change unseen: what is stored is read once more before. */
export function useConfigurationEdit<TInput>({
  form,
  base,
  schema,
  toInput,
  submission,
  onSend,
}: ConfigurationEditOptions<TInput>): ConfigurationEditResult {
  const readStored = useFreshConfiguration(base.get().id)
  const [edit, setEdit] = useState<ConfigurationEdit>({ state: 'open' })
  const isReading = useRef(false)
  const isOutdated = useRef(false)
  const { subscribe } = form

  const isListening = edit.state === 'unchanged' || edit.state === 'changedMeanwhile'

  useEffect(() => {
    if (!isListening) return undefined
    return subscribe({
      formState: { values: true },
      callback: () =>
        setEdit((current) => {
          if (current.state === 'unchanged') return { state: 'open' }
          // Shows the form's own values, which are others by now.
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

  async function save() {
    const mine = toEditedInput(form.getValues())
    const isUnchanged = () => listDifferences(mine, toShownInput(base.get())).length === 0
    if (isUnchanged()) return setEdit({ state: 'unchanged' })
    const stored = await read()
    if (!stored) return undefined
    const parts = listUnseen(stored, mine)
    if (parts.length > 0) return setEdit({ state: 'changedMeanwhile', stored, parts })
    base.set(stored)
    // Someone else may have changed it to the very same.
    if (isUnchanged()) return setEdit({ state: 'unchanged' })
    const checked = await schema['~standard'].validate(toInput(stored, mine))
    // What is wrong only now came with what is stored: the form's own check finds it too.
    if (checked.issues) return void (await form.trigger())
    onSend()
    return void submission.submit(checked.value)
  }

  /** What someone else has changed, or may have where nothing tells what was there before. */
  function listUnseen(stored: Configuration, mine: ConfigurationFormInput) {
    if (isOutdated.current) return listDifferences(mine, toShownInput(stored))
    return isSameVersion(base.get(), stored) ? [] : listConflicts(base.get(), stored, mine)
  }

  function takeTheirs() {
    if (edit.state !== 'changedMeanwhile') return
    base.set(edit.stored)
    isOutdated.current = false
    form.reset(takeParts(form.getValues(), toConfigurationFormValues(edit.stored), edit.parts))
    setEdit({ state: 'open' })
  }

  async function keepMine() {
    if (edit.state !== 'changedMeanwhile') return
    base.set(edit.stored)
    isOutdated.current = false
    setEdit({ state: 'open' })
    await form.handleSubmit(save)()
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

  return { edit, save, takeTheirs, keepMine, goOn, compareFirst }
}
