import { describe, expect, it } from 'vitest'

import {
  splitNumbers,
  toRuleList,
} from '../../../../src/twilio/components/configuration/fields/NumberFields.tsx'
import { toAddress } from '../../../../src/twilio/components/configuration/formValues.ts'
import { toFormValues } from '../../../../src/twilio/components/configuration/toFormValues.ts'

const number = (row: number) => `+1555555${String(row).padStart(4, '0')}`
const list = (count: number) => Array.from({ length: count }, (_, row) => number(row))
const none = { ...toFormValues().sms, capturesNumber: false }

describe('a phone number as people write it', () => {
  it.each([
    ['+1 (555) 555-0142', '+15555550142'],
    [' 001 555 555 0142', '+15555550142'],
    ['+49\u00A0(0)30\u20131234-56', '+4930123456'],
    ['0049 (0)30 123456', '+4930123456'],
    ['whatsapp:+1 555 555 0142', 'whatsapp:+15555550142'],
    ['030/123456', '030123456'],
    ['5550142', '5550142'],
    [' my_agent ', 'my_agent'],
    ['*', '*'],
    ['', ''],
    ['client:anna', 'client:anna'],
    ['\u202A+1 555 555 0142\u202C', '+15555550142'],
    ['\u200E+1\u200B555\u00AD555\u20600142\uFEFF', '+15555550142'],
    ['\uFF0B\uFF11 \uFF08\uFF15\uFF15\uFF15\uFF09 555\u30FC0142', '+15555550142'],
    ['+\u0661 \u0665\u0665\u0665 \u06F5\u06F5\u06F5 \u0966\u0967\u096A\u0968', '+15555550142'],
    ['+1 555\u2212555\u20110142', '+15555550142'],
    ['+1\u202F555\u3000555\u00A00142', '+15555550142'],
    ['tel:+1-555-555-0142', '+15555550142'],
    ['TEL://+1-555-555-0142', '+15555550142'],
    ['callto:0015555550142', '+15555550142'],
    ['WhatsApp:+1 555 555 0142', 'whatsapp:+15555550142'],
    ['1-800-FLOWERS', '1-800-FLOWERS'],
    ['+1 555 555 0142 ext. 3', '+1 555 555 0142 ext. 3'],
  ])('%j becomes %j', (typed, address) => {
    expect(toAddress(typed, 'sms')).toBe(address)
  })

  it.each([
    ['007-42', '007-42'],
    [' 12 34 ', '12 34'],
    ['+1 (555) 555-0142', '+15555550142'],
    ['\u200Bagent_1\u00A0', 'agent_1'],
  ])('is an identity on a channel without numbers, unless it has a +: %j becomes %j', (typed, address) => {
    expect(toAddress(typed, 'chat')).toBe(address)
  })
})

it('a list is split at line ends, commas, semicolons and tabs', () => {
  expect(splitNumbers(' +1 555,+2;\r\n\r\n+3\t+4 5 ,, ')).toEqual(['+1 555', '+2', '+3', '+4 5'])
})

it('a list is split at the separators of other scripts too', () => {
  expect(splitNumbers('+1\u060C+2\u3001+3\uFF0C+4\uFF1B+5\u2028+6\u200B\n\u200E')).toEqual([
    '+1',
    '+2',
    '+3',
    '+4',
    '+5',
    '+6',
  ])
})

describe('a list of numbers', () => {
  it('accepts links to numbers, but no address of another channel', () => {
    const typed = 'tel:+15555550142\nsip:+15555550143\nwhatsapp:+15555550144'
    const { added, invalid } = toRuleList(typed, 'sms', none, true)
    expect(added.map(({ to }) => to)).toEqual(['+15555550142'])
    expect(invalid).toEqual(['sip:+15555550143', 'whatsapp:+15555550144'])
    expect(toRuleList(typed, 'whatsapp', none, true).added.map(({ to }) => to)).toEqual([
      '+15555550142',
      'whatsapp:+15555550144',
    ])
  })

  it('becomes one rule per number, and reports what is not a number', () => {
    const { added, invalid, known, left } = toRuleList(
      '+1 555 555 0142\n030 123\n+15555550142;0049 30 123456, x',
      'sms',
      none,
      true,
    )
    expect(added).toEqual([
      { from: '*', to: '+15555550142', isTwoWay: true, metadata: {} },
      { from: '*', to: '+4930123456', isTwoWay: true, metadata: {} },
    ])
    expect(invalid).toEqual(['030 123', 'x'])
    expect(known).toEqual(['+15555550142'])
    expect(left).toEqual([])
  })

  it.each([
    [true, 50],
    [false, 100],
  ])('fills a channel up to its limit; rules in both directions (%s) count twice', (isTwoWay, max) => {
    const { added, left } = toRuleList(list(120).join('\n'), 'sms', none, isTwoWay)
    expect(added).toHaveLength(max)
    expect(left).toEqual(list(120).slice(max))
  })

  it('leaves room for existing rules, and adds no rule twice', () => {
    const { added: rules } = toRuleList(list(11).slice(1).join(), 'sms', none, true)
    const settings = { ...none, capturesNumber: true, number: number(0), rules: [...rules] }
    const { added, known, left } = toRuleList(list(60).join(), 'sms', settings, true)
    expect(known).toEqual(list(11))
    expect(added).toHaveLength(39)
    expect(left).toHaveLength(10)
  })

  it('adds nothing if it is far too long', () => {
    const { added, refused } = toRuleList(list(10_000).join('\n'), 'sms', none, true)
    expect(added).toEqual([])
    expect(refused).toBe(10_000)
  })

  it('accepts other addresses on a channel without numbers', () => {
    const { added, invalid } = toRuleList('agent_1, two words', 'rcs', none, false)
    expect(added.map(({ to }) => to)).toEqual(['agent_1'])
    expect(invalid).toEqual(['two words'])
  })
})
