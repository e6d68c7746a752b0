'use client'

import { useEffect, useRef, useState } from 'react'
import type { ClipboardEvent, ReactNode } from 'react'

import { Button } from '../../../../components/elements/appearance.tsx'
import { isInput } from '../../../../components/elements/ownRoot.ts'
import { SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { TextAreaField } from '../../../../components/fields/Field.tsx'
import { isolate } from '../../../../components/messages/locale.ts'
import { MAX_CAPTURE_RULES } from '../../../api/configuration.ts'
import { toTypedText } from '../../form/typedText.ts'
import type { ConfigurationMessages } from '../../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import { bindField, changeRows, useFieldSnapshot, useFieldValue } from '../configurationForm.ts'
import { hasNumber, isPhoneNumber, toAddress, toCaptureRules } from '../formValues.ts'
import type { CaptureRuleFormValues, ChannelFormValues, ChannelKey } from '../formValues.ts'
import type { ChannelPartProps } from './ChannelFields.tsx'

/** The result of adding a list, and the text left in the box. */
interface ListOutcome extends RuleList {
  readonly rest: string
}

interface NumberListProps extends Omit<ChannelPartProps, 'isLocked'> {
  /** The result of adding the last list. */
  readonly outcome: ListOutcome | undefined
  readonly onAdd: (isTwoWay: boolean) => void
}

/** Adds a whole list of numbers at once. Invalid entries, and those over the limit, stay in the box. */
function NumberList({ form, formId, channel, outcome, onAdd }: NumberListProps) {
  const messages = useConfigurationMessages()
  const { error, ...field } = bindField(form, formId, `${channel}.numbers`)
  const twoWay = useRef<HTMLInputElement>(null)
  // Errors apply only to the text that they were found in.
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
        <Button
          data-size="small"
          data-part="add-numbers"
          onClick={() => onAdd(twoWay.current?.checked ?? true)}
        >
          {messages.addNumbers}
        </Button>
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

/** Cuts an entry to 40 characters. The box still holds all of it. */
function shorten(entry: string): string {
  const letters = Array.from(entry)
  return letters.length > MAX_SHOWN ? `${letters.slice(0, MAX_SHOWN).join('')}…` : entry
}

const MAX_SHOWN = 40

/** The most invalid entries that a message names. The box holds all of them. */
const MAX_NAMED = 5

function toWrong({ invalid, left, refused }: RuleList, messages: ConfigurationMessages): string[] {
  const named = invalid.slice(0, MAX_NAMED).map((entry) => isolate(shorten(entry)))
  return [
    refused > 0 && messages.numbersRefused(refused, MAX_CAPTURE_RULES),
    invalid.length > 0 && messages.numbersInvalid(named, invalid.length - named.length),
    left.length > 0 && messages.numbersLeft(left.length, MAX_CAPTURE_RULES),
  ].filter((one) => one !== false)
}

interface ChannelNumberListProps extends ChannelPartProps {
  /** The rules. A list that is pasted into one of their fields is added as a list. */
  readonly children: ReactNode
}

/** The rules of a channel, and a box to add many at once. */
export function ChannelNumberList({ form, formId, isLocked, channel, children }: ChannelNumberListProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.numbers` as const
  const isFilled = useFieldSnapshot(form, name, () => form.getValues(name) !== '')
  /** Each increment moves the focus to the box. */
  const [calls, setCalls] = useState(0)
  const [outcome, setOutcome] = useState<ListOutcome>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (calls > 0) box.current?.querySelector('textarea')?.focus()
  }, [calls])

  function add(given: string, isTwoWay: boolean, rows: readonly CaptureRuleFormValues[]) {
    const next = toRuleList(given, channel, { ...form.getValues(channel), rules: [...rows] }, isTwoWay)
    const rest = next.refused > 0 ? given : [...next.invalid, ...next.left].join('\n')
    setOutcome({ ...next, rest })
    if (next.added.length > 0) changeRows(form, `${channel}.rules`, [...rows, ...next.added])
    changeRows(form, name, rest)
    // Moving the focus to the box also announces its error.
    if (rest !== '') setCalls((count) => count + 1)
  }

  function takeList(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text')
    if (!isInput(event.target) || splitNumbers(pasted).length < 2) return
    event.preventDefault()
    setCalls((count) => count + 1)
    const left = form.getValues(name)
    const rows = form.getValues(`${channel}.rules`)
    const [, row] = /\.rules\.(\d+)\./.exec(event.target.name) ?? []
    // Drop the row that the list was pasted into if it is blank.
    const kept = rows.filter((rule, index) => String(index) !== row || !isBlank(rule))
    add(left === '' ? pasted : `${left}\n${pasted}`, true, kept)
  }

  if (isLocked) return children
  return (
    <>
      <div className="ra-rows" onPaste={takeList}>
        {children}
      </div>
      {isFilled || calls > 0 ? (
        <div className="ra-group" ref={box}>
          <NumberList
            form={form}
            formId={formId}
            channel={channel}
            outcome={outcome}
            onAdd={(isTwoWay) => add(form.getValues(name), isTwoWay, form.getValues(`${channel}.rules`))}
          />
        </div>
      ) : (
        <Button data-size="small" data-part="paste-numbers" onClick={() => setCalls(1)}>
          {messages.pasteNumbers}
        </Button>
      )}
    </>
  )
}

function isBlank({ from, to }: CaptureRuleFormValues): boolean {
  return to === '' && (from === '' || from === '*')
}

/** Splits a pasted list: one entry per line, or separated by commas, semicolons or tabs. */
export function splitNumbers(text: string): string[] {
  return text
    .split(/[\r\n\v\f\u0085\u2028\u2029,;\t\uFF0C\uFF1B\u3001\u060C\u061B]+/)
    .map(toTypedText)
    .filter((entry) => entry !== '')
}

/** More entries than this are a whole address book, pasted by mistake. */
const MAX_PASTED = 1_000

/** The result of adding a list of numbers. Every entry is in one array, unless the list was refused. */
interface RuleList {
  readonly added: readonly CaptureRuleFormValues[]
  /** As typed. */
  readonly invalid: readonly string[]
  /** Entries that already have a rule. */
  readonly known: readonly string[]
  /** Valid entries beyond the limit of 100 rules per channel. */
  readonly left: readonly string[]
  /** The number of entries if there were more than 1,000 and none were added; otherwise 0. */
  readonly refused: number
}

/** Makes each number in a list a rule, up to the limit of 100 rules per channel. */
export function toRuleList(
  text: string,
  channel: ChannelKey,
  settings: ChannelFormValues,
  isTwoWay: boolean,
): RuleList {
  const entries = splitNumbers(text)
  if (entries.length > MAX_PASTED)
    return { added: [], invalid: [], known: [], left: [], refused: entries.length }
  const used = toCaptureRules(channel, settings)
  const seen = new Set(used.flatMap(({ body }) => [body.from, body.to]))
  const room = Math.floor((MAX_CAPTURE_RULES - used.length) / (isTwoWay ? 2 : 1))
  const added: CaptureRuleFormValues[] = []
  const invalid: string[] = []
  const known: string[] = []
  const left: string[] = []
  for (const entry of entries) {
    const address = toAddress(entry, channel)
    if (!isAddressOf(channel, address)) invalid.push(entry)
    else if (seen.has(address)) known.push(entry)
    else {
      seen.add(address)
      if (added.length < room) added.push({ from: '*', to: address, isTwoWay, metadata: {} })
      else left.push(entry)
    }
  }
  return { added, invalid, known, left, refused: 0 }
}

function isAddressOf(channel: ChannelKey, address: string): boolean {
  return hasNumber(channel)
    ? isPhoneNumber(channel === 'whatsapp' ? address.replace(/^whatsapp:/, '') : address)
    : /^\S{1,256}$/.test(address)
}
