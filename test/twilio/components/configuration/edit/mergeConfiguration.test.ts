import type { Configuration } from 'react-accepted/twilio/client'
import { expect, it } from 'vitest'

import {
  mergeConfiguration,
  toConfigurationChanges,
  toConfigurationReplacement,
} from '../../../../../src/twilio/components/configuration/edit/mergeConfiguration.ts'
import { toEditedInput } from '../../../../../src/twilio/components/configuration/formInput.ts'
import type { ConfigurationFormValues } from '../../../../../src/twilio/components/configuration/formValues.ts'
import { toConfigurationFormValues } from '../../../../../src/twilio/components/configuration/toFormValues.ts'

const PHONE = '+15555550142'
const sms = {
  statusTimeouts: { inactive: 10, closed: 60, archived: 90 },
  captureRules: [
    { from: '*', to: PHONE, priority: 1 },
    { from: PHONE, to: '*', metadata: null, priority: 2 },
    { from: '+15555550143', to: PHONE, metadata: { note: 'kept' }, priority: 3 },
  ],
  newer: { than: 'this form' },
}
const CALLBACK = { url: 'https://hooks.harbor.example', method: 'PUT', retries: 3 }
const BRIDGE = { serviceId: 'IS0af90af90af90af90af90af90af90af9', region: 'ie1' }
const STORED: Configuration = {
  id: 'conv_configuration_1',
  displayName: 'Harbor Desk',
  description: 'Phones',
  conversationGroupingType: 'GROUP_BY_WEATHER',
  memoryStoreId: 'mem_store_1',
  memoryExtractionEnabled: null,
  channelSettings: { SMS: sms, VIDEO: { statusTimeouts: { inactive: 3 } }, RCS: null },
  statusCallbacks: [CALLBACK],
  intelligenceConfigurationIds: ['intelligence_1'],
  conversationsV1Bridge: BRIDGE,
  newer: ['field'],
  version: 4,
}

const named = { id: STORED.id, storedName: STORED.displayName }

function edit(change: (values: ConfigurationFormValues) => void) {
  const values = toConfigurationFormValues(STORED)
  change(values)
  return toEditedInput(values)
}

it('keeps everything exactly as it was read if nothing was changed', () => {
  const mine = edit(() => {})
  expect(mergeConfiguration(STORED, mine)).toEqual(STORED)
  expect(toConfigurationChanges(STORED, mine)).toEqual(named)
})

it('keeps unknown fields at every depth', () => {
  const mine = edit((values) => {
    values.displayName = 'Harbor Reception'
    values.sms.inactive = '20'
    values.sms.rules = [{ from: '*', to: '+15555550199', isTwoWay: false, metadata: {} }, ...values.sms.rules]
    values.statusCallbacks.push({ url: 'https://more.harbor.example', method: 'GET' })
  })
  const SMS = {
    ...sms,
    statusTimeouts: { inactive: 20, closed: 60, archived: 90 },
    captureRules: [
      ...sms.captureRules.slice(0, 2),
      { from: '*', to: '+15555550199' },
      ...sms.captureRules.slice(2),
    ],
  }
  const statusCallbacks = [CALLBACK, { url: 'https://more.harbor.example', method: 'GET' }]
  expect(toConfigurationReplacement(STORED, mine)).toEqual({
    ...STORED,
    displayName: 'Harbor Reception',
    channelSettings: { ...STORED.channelSettings, SMS },
    statusCallbacks,
  })
  expect(toConfigurationChanges(STORED, mine)).toEqual({
    ...named,
    displayName: 'Harbor Reception',
    channelSettings: { SMS },
    statusCallbacks,
  })
})

it('clears what was emptied, for which PATCH sends null', () => {
  const mine = edit((values) => {
    values.sms.isOn = false
    values.statusCallbacks = []
    values.intelligenceConfigurationIds = []
    values.bridgeServiceId = ''
  })
  expect(toConfigurationReplacement(STORED, mine)).toMatchObject({
    channelSettings: { VIDEO: { statusTimeouts: { inactive: 3 } } },
  })
  expect(toConfigurationReplacement(STORED, mine)).not.toHaveProperty('channelSettings.SMS')
  expect(toConfigurationChanges(STORED, mine)).toEqual({
    ...named,
    channelSettings: { SMS: null },
    statusCallbacks: null,
    intelligenceConfigurationIds: null,
    conversationsV1Bridge: null,
  })
})
