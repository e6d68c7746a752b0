import { expect, it } from 'vitest'

import { toFormField, toFormValues } from '../../../../src/twilio/components/configuration/toFormValues.ts'

const VALUES = toFormValues({
  sms: { isOn: true, number: '+15555550142' },
  voice: { isOn: true, number: '+15555550142' },
  channelSettings: {
    WHATSAPP: {
      captureRules: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
        { from: '*', to: 'c' },
      ],
    },
  },
  statusCallbacks: [{ url: 'https://a.example' }, { url: 'https://b.example' }],
  intelligenceConfigurationIds: ['a', 'b'],
})
const RULED = toFormValues({
  channelSettings: {
    VOICE: { captureRules: [{ from: '*', to: 'client:ann', metadata: { callType: 'CLIENT' } }] },
  },
})

it.each([
  ['displayName', 'displayName'],
  ['memoryStoreId', 'memoryStoreId'],
  ['channelSettings.SMS.statusTimeouts.inactive', 'sms.inactive'],
  ['channelSettings.VOICE.statusTimeouts.closed', 'voice.closed'],
  ['channelSettings.VOICE.statusTimeouts', 'voice.closed'],
  ['channelSettings.SMS.captureRules.0.from', 'sms.number'],
  ['channelSettings.SMS.captureRules', 'sms.number'],
  ['channelSettings.SMS', 'sms.isOn'],
  ['channelSettings.SMS.somethingNew', 'sms.isOn'],
  ['channelSettings.SMS.captureRules.7.from', 'sms.isOn'],
  ['channelSettings.WHATSAPP', 'whatsapp.isOn'],
  ['channelSettings.WHATSAPP.captureRules.0.from', 'whatsapp.rules.0.from'],
  ['channelSettings.WHATSAPP.captureRules.1.from', 'whatsapp.rules.0.to'],
  ['channelSettings.WHATSAPP.captureRules.1.to', 'whatsapp.rules.0.from'],
  ['channelSettings.WHATSAPP.captureRules.2.to', 'whatsapp.rules.1.to'],
  ['channelSettings.CHAT', 'chat.isOn'],
  ['channelSettings.RCS.captureRules.0.from', 'rcs.isOn'],
  ['channelSettings.VIDEO', undefined],
  ['statusCallbacks', 'statusCallbacks.0.url'],
  ['statusCallbacks.1.url', 'statusCallbacks.1.url'],
  ['statusCallbacks[1].url', 'statusCallbacks.1.url'],
  ['channelSettings.WHATSAPP.captureRules[2].to', 'whatsapp.rules.1.to'],
  ['intelligenceConfigurationIds[1]', 'intelligenceConfigurationIds.1'],
  ['statusCallbacks.0.method', 'statusCallbacks.0.method'],
  ['statusCallbacks.2.url', undefined],
  ['intelligenceConfigurationIds.1', 'intelligenceConfigurationIds.1'],
  ['conversationsV1Bridge.serviceId', 'bridgeServiceId'],
  ['conversationsV1Bridge', 'bridgeServiceId'],
  ['', undefined],
])('%s of the body belongs to %s of the form', (path, field) => {
  expect(toFormField(path, VALUES)).toBe(field)
})

it('finds the call type of a voice rule', () => {
  const path = 'channelSettings.VOICE.captureRules.0.metadata.callType'
  expect(toFormField(path, RULED)).toBe('voice.rules.0.metadata.callType')
})
