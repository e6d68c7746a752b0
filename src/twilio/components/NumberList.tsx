'use client'

import { useRef } from 'react'

import { isolate } from '../../components/isolate.ts'
import { SwitchField } from '../../components/SwitchField.tsx'
import { TextAreaField } from '../../components/TextAreaField.tsx'
import { MAX_CAPTURE_RULES } from '../api/configurationLimits.ts'
import type { ChannelPartProps } from './ChannelNumber.tsx'
import { bindField } from './configurationForm.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import type { RuleList } from './toRuleList.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** What became of a list, and what of it stayed in the box. */
export interface ListOutcome extends RuleList {
  readonly rest: string
}

export interface NumberListProps extends Omit<ChannelPartProps, 'isLocked'> {
  /** What became of the list the last time. */
  readonly outcome: ListOutcome | undefined
  readonly onAdd: (isTwoWay: boolean) => void
}

/** Takes a whole list of numbers at once. What becomes no rule stays in the box, and is named. */
export function NumberList({ form, formId, channel, outcome, onAdd }: NumberListProps) {
  const messages = useConfigurationMessages()
  const { error, ...field } = bindField(form, formId, `${channel}.numbers`)
  const twoWay = useRef<HTMLInputElement>(null)
  // What was said holds for what it was said of.
  const isSaid = useFieldValue(form, `${channel}.numbers`) === outcome?.rest
  const wrong = outcome && isSaid ? toWrong(outcome, messages) : []
  return (
    <div className="ra-number-list" data-part="number-list">
      <TextAreaField
        {...field}
        label={messages.numberList}
        hint={messages.numberListHint}
        error={wrong.length > 0 ? wrong.join(' ') : error}
        rows={4}
        spellCheck={false}
        dir="ltr"
      />
      <SwitchField id={`${field.id}-two-way`} ref={twoWay} label={messages.bothDirections} defaultChecked />
      <div className="ra-form-actions">
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="add-numbers"
          onClick={() => onAdd(twoWay.current?.checked ?? true)}
        >
          {messages.addNumbers}
        </button>
        <output className="ra-hint">{outcome && toDone(outcome, messages)}</output>
      </div>
    </div>
  )
}

function toDone({ added, known }: RuleList, messages: ConfigurationMessages): string {
  const done = [
    added.length > 0 && messages.numbersAdded(added.length),
    known.length > 0 && messages.numbersKnown(known.length),
  ]
  return done.filter(Boolean).join(' ')
}

/** The whole entry is in the box. */
function shorten(entry: string): string {
  const letters = Array.from(entry)
  return letters.length > MAX_SHOWN ? `${letters.slice(0, MAX_SHOWN).join('')}…` : entry
}

const MAX_SHOWN = 40

/** How many are named; the others are in the box too. */
const MAX_NAMED = 5

function toWrong({ invalid, left, refused }: RuleList, messages: ConfigurationMessages): string[] {
  const named = invalid.slice(0, MAX_NAMED).map((entry) => isolate(shorten(entry)))
  return [
    refused > 0 && messages.numbersRefused(refused, MAX_CAPTURE_RULES),
    invalid.length > 0 && messages.numbersInvalid(named, invalid.length - named.length),
    left.length > 0 && messages.numbersLeft(left.length, MAX_CAPTURE_RULES),
  ].filter((one) => one !== false)
}
