'use client'

import { useEffect, useRef, useState } from 'react'

import { readField, readTexts } from '../../../protocol/json.ts'
import { CONVERSATION_GROUPING_TYPES } from '../../api/configuration.ts'
import { readFlag, readRows, readString } from '../form/formDraft.ts'
import type { DraftCodec } from '../form/formDraft.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { mapChannels } from './formValues.ts'
import type {
  CaptureRuleFormValues,
  ChannelFormValues,
  ConfigurationFormValues,
  StatusCallbackFormValues,
} from './formValues.ts'

/** Reads the form's values in a fixed field order. Another version of this page may have stored them. */
function readConfigurationFormValues(
  stored: unknown,
  clean: ConfigurationFormValues,
): ConfigurationFormValues {
  const grouping = readField(stored, 'conversationGroupingType')
  return {
    displayName: readString(stored, 'displayName', clean.displayName),
    description: readString(stored, 'description', clean.description),
    conversationGroupingType:
      CONVERSATION_GROUPING_TYPES.find((one) => one === grouping) ??
      (grouping === '' ? '' : clean.conversationGroupingType),
    memoryStoreId: readString(stored, 'memoryStoreId', clean.memoryStoreId),
    memoryExtractionEnabled: readFlag(stored, 'memoryExtractionEnabled', clean.memoryExtractionEnabled),
    ...mapChannels((key) => readChannel(readField(stored, key), clean[key])),
    statusCallbacks: readRows(stored, 'statusCallbacks', clean.statusCallbacks, (row) => ({
      url: readString(row, 'url', ''),
      method: readString(row, 'method', 'POST'),
    })),
    intelligenceConfigurationIds: readRows(
      stored,
      'intelligenceConfigurationIds',
      clean.intelligenceConfigurationIds,
      (row) => (typeof row === 'string' ? row : ''),
    ),
    bridgeServiceId: readString(stored, 'bridgeServiceId', clean.bridgeServiceId),
  }
}

function readChannel(stored: unknown, clean: ChannelFormValues): ChannelFormValues {
  return {
    isOn: readFlag(stored, 'isOn', clean.isOn),
    inactive: readString(stored, 'inactive', clean.inactive),
    closed: readString(stored, 'closed', clean.closed),
    capturesNumber: readFlag(stored, 'capturesNumber', clean.capturesNumber),
    number: readString(stored, 'number', clean.number),
    rules: readRows(stored, 'rules', clean.rules, readRule),
    numbers: readString(stored, 'numbers', clean.numbers),
  }
}

function readRule(stored: unknown): CaptureRuleFormValues {
  const metadata = Object.entries(readTexts(stored, 'metadata') ?? {})
  return {
    from: readString(stored, 'from', ''),
    to: readString(stored, 'to', ''),
    isTwoWay: readFlag(stored, 'isTwoWay', false),
    // A select without a choice leaves an empty string, which counts as absent.
    metadata: Object.fromEntries(metadata.filter(([, text]) => text !== '')),
  }
}

/** Stores the values of a configuration form as a draft, without callback URLs that may hold a secret. */
export const configurationDraft: DraftCodec<ConfigurationFormValues> = {
  read: readConfigurationFormValues,
  leaveOut: (values) => changeCallbacks(values, (row) => (mayHoldSecret(row) ? { ...row, url: '' } : row)),
  fillIn: (kept, clean) =>
    changeCallbacks(kept, (row, index) => {
      const before = clean.statusCallbacks[index]
      return row.url === '' && before && mayHoldSecret(before) ? { ...row, url: before.url } : row
    }),
}

function changeCallbacks(
  values: ConfigurationFormValues,
  change: (row: StatusCallbackFormValues, index: number) => StatusCallbackFormValues,
): ConfigurationFormValues {
  return { ...values, statusCallbacks: values.statusCallbacks.map(change) }
}

/** True if a callback URL may hold a user name, password or token: it contains `@`, `?` or `#`. */
function mayHoldSecret({ url }: StatusCallbackFormValues): boolean {
  return /[@?#]/.test(url)
}

/** Compares what a form held when it was sent with what it holds now. */
interface SentValues {
  /** Whether the form had been edited at the last comparison. */
  readonly isEdited: boolean
  /** Records the current values as sent. */
  readonly remember: () => void
  /** Updates `isEdited`, for when the earlier values are sent again. */
  readonly compare: () => void
  readonly isAsSent: () => boolean
  /** Restores the state that an earlier page left. */
  readonly restore: (left: { readonly isAsSent: boolean; readonly isEdited: boolean }) => void
}

/** Tracks whether a form was edited after it was sent, so that no edit is mistaken for accepted. */
export function useSubmittedValues({ getValues }: ConfigurationForm): SentValues {
  const sent = useRef('')
  const [isEdited, setIsEdited] = useState(false)
  useEffect(() => {
    // An intent from an earlier page was not filled in here: it must not count as edited.
    sent.current = toText(getValues)
  }, [getValues])
  return {
    isEdited,
    remember() {
      sent.current = toText(getValues)
      setIsEdited(false)
    },
    compare: () => setIsEdited(toText(getValues) !== sent.current),
    isAsSent: () => toText(getValues) === sent.current,
    restore(left) {
      sent.current = left.isAsSent ? toText(getValues) : ''
      setIsEdited(left.isEdited)
    },
  }
}

/** Fixed field order, without empty choices, so that equal values give equal text. */
function toText(getValues: ConfigurationForm['getValues']): string {
  const values = getValues()
  return JSON.stringify(readConfigurationFormValues(values, values))
}
