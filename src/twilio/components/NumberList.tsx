'use client'

import { useId, useRef, useState } from 'react'

import { SwitchField } from '../../components/SwitchField.tsx'
import { TextAreaField } from '../../components/TextAreaField.tsx'
import { MAX_CAPTURE_RULES } from '../api/configurationFields.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import type { RuleList } from './toRuleList.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface NumberListProps {
  /** What is in the box; kept by whoever shows it, so that closing it loses nothing. */
  readonly text: string
  readonly onTextChange: (text: string) => void
  /** What became of the list the last time. */
  readonly outcome: RuleList | undefined
  readonly onAdd: (isTwoWay: boolean) => void
}

/** Takes a whole list of numbers at once. What becomes no rule stays in the box, and is named. */
export function NumberList({ text, onTextChange, outcome, onAdd }: NumberListProps) {
  const messages = useConfigurationMessages()
  const id = useId()
  const twoWay = useRef<HTMLInputElement>(null)
  const [isEdited, setIsEdited] = useState(false)
  const wrong = outcome && !isEdited ? toWrong(outcome, messages) : []
  return (
    <div className="ra-number-list" data-part="number-list">
      <TextAreaField
        id={id}
        label={messages.numberList}
        hint={messages.numberListHint}
        error={wrong.length > 0 ? wrong.join(' ') : undefined}
        value={text}
        onChange={({ target }) => {
          setIsEdited(true)
          onTextChange(target.value)
        }}
        rows={4}
        spellCheck={false}
        dir="ltr"
      />
      <SwitchField id={`${id}-two-way`} ref={twoWay} label={messages.bothDirections} defaultChecked />
      <div className="ra-form-actions">
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="add-numbers"
          onClick={() => {
            setIsEdited(false)
            onAdd(twoWay.current?.checked ?? true)
          }}
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

/** How many are named; the others are in the box too. */
const MAX_NAMED = 5

function toWrong({ invalid, left, refused }: RuleList, messages: ConfigurationMessages): string[] {
  const named = invalid.slice(0, MAX_NAMED).map((entry) => entry.slice(0, 40))
  return [
    refused > 0 && messages.numbersRefused(refused, MAX_CAPTURE_RULES),
    invalid.length > 0 && messages.numbersInvalid(named, invalid.length - named.length),
    left.length > 0 && messages.numbersLeft(left.length, MAX_CAPTURE_RULES),
  ].filter((one) => one !== false)
}
