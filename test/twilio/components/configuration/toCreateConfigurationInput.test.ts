import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import { createConfigurationSchema } from 'react-accepted/twilio/client'
import { describe, expect, it } from 'vitest'

import { toCreateConfigurationInput } from '../../../../src/twilio/components/configuration/formInput.ts'
import { toFormValues } from '../../../../src/twilio/components/configuration/toFormValues.ts'

const typed = (defaults: ConfigurationFormDefaults = {}) =>
  toCreateConfigurationInput(
    toFormValues({ displayName: 'Harbor', description: 'Desk', memoryStoreId: 'mem_store_1', ...defaults }),
  )

describe('the input of a form', () => {
  it('becomes a body, without channels that are off', () => {
    expect(typed({ displayName: '  Harbor ' })).toEqual({
      displayName: 'Harbor',
      description: 'Desk',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      memoryStoreId: 'mem_store_1',
      memoryExtractionEnabled: false,
    })
  })

  it('captures both directions of a number, because a rule has only one', () => {
    expect(typed({ sms: { isOn: true, number: '+1 (555) 555-0142' } }).channelSettings).toEqual({
      SMS: {
        statusTimeouts: { inactive: 10, closed: 60 },
        captureRules: [
          { from: '*', to: '+15555550142' },
          { from: '+15555550142', to: '*' },
        ],
      },
    })
  })

  it('sets the call type of voice rules', () => {
    const settings = typed({ voice: { isOn: true, number: '+15555550142' } }).channelSettings?.VOICE
    expect(settings?.captureRules?.map(({ metadata }) => metadata)).toEqual([
      { callType: 'PSTN' },
      { callType: 'PSTN' },
    ])
  })

  it('leaves out what is empty: timeouts, and rules if the application starts the conversations', () => {
    expect(
      typed({ sms: { isOn: true, inactive: ' ', closed: '', capturesNumber: false } }).channelSettings,
    ).toEqual({
      SMS: {},
    })
    expect(typed({ sms: { isOn: true, inactive: '', capturesNumber: false } }).channelSettings).toEqual({
      SMS: { statusTimeouts: { closed: 60 } },
    })
  })

  it.each(['0', '-5', '1.5', '1e3', 'soon', '0x10'])('lets the schema refuse %s minutes', async (closed) => {
    const body = typed({ sms: { isOn: true, closed, capturesNumber: false } })
    const result = await createConfigurationSchema['~standard'].validate(body)
    expect(result.issues?.[0]?.path).toEqual(['channelSettings', 'SMS', 'statusTimeouts', 'closed'])
  })

  it('becomes a body that the schema accepts', async () => {
    const body = typed({
      sms: { isOn: true, number: '+15555550142' },
      voice: { isOn: true, capturesNumber: false },
    })
    expect(await createConfigurationSchema['~standard'].validate(body)).toEqual({ value: body })
  })
})
