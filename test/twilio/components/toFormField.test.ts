import { expect, it } from 'vitest'

import { toFormField } from '../../../src/twilio/components/configurationFormField.ts'

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
  ['channelSettings.WHATSAPP', undefined],
  ['statusCallbacks.0.url', undefined],
  ['', undefined],
])('%s of the body stands at %s of the form', (path, field) => {
  expect(toFormField(path)).toBe(field)
})
