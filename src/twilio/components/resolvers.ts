import type { FieldErrors, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { isolate } from '../../components/messages/locale.ts'
import { toFieldProblems } from '../../protocol/result.ts'
import type { StandardSchema } from '../../protocol/result.ts'
import type { CreateConfigurationInput } from '../api/configurationSchemas.ts'
import { lazySchema } from '../api/lazySchemas.ts'
import type { CreateMemoryStoreInput } from '../api/memoryStoreSchemas.ts'
import type { FixedConfiguration } from './configuration/configurationForm.ts'
import { toCreateConfigurationInput, toEditedInput } from './configuration/formInput.ts'
import type { ConfigurationFormInput } from './configuration/formInput.ts'
import type { ConfigurationFormValues } from './configuration/formValues.ts'
import { CHANNEL_KEYS, hasNumber, isPhoneNumber, toAddress } from './configuration/formValues.ts'
import { toFormField } from './configuration/toFormValues.ts'
import { toTypedText } from './form/typedText.ts'
import type { MemoryStoreFormValues } from './memoryStore/useMemoryStoreForm.ts'
import { MEMORY_STORE_FIELDS, toCreateMemoryStoreInput } from './memoryStore/useMemoryStoreForm.ts'
import type { ConfigurationMessages } from './messages/configurationMessages.ts'
import type { MemoryStoreMessages } from './messages/memoryStoreMessages.ts'

/**
 * Maps the errors in the request body to form fields. Adds only two checks: a number must be a complete phone
 * number, and no list of numbers may be left in the box. All other rules come from the schema of the body.
 */
function toFormErrors(
  values: ConfigurationFormValues,
  issues: Parameters<typeof toFieldProblems>[0],
  messages: ConfigurationMessages,
): FieldErrors<ConfigurationFormValues> {
  const problems = toFieldProblems(issues).map(({ field, message }) => ({
    field: toFormField(field, values) ?? 'root',
    message,
  }))
  const errors: FieldErrors<ConfigurationFormValues> = {}
  // One error per field: the first one wins.
  for (const { field, message } of [...toNumberProblems(values, messages), ...problems].toReversed())
    set(errors, field, { type: 'invalid', message })
  return errors
}

function toNumberProblems(
  values: ConfigurationFormValues,
  { phoneNumber, numbersWaiting }: ConfigurationMessages,
) {
  return CHANNEL_KEYS.flatMap((channel) => {
    const { isOn, capturesNumber, number, numbers } = values[channel]
    if (!isOn) return []
    const isWrong = capturesNumber && hasNumber(channel) && !isPhoneNumber(toAddress(number, channel))
    return [
      ...(isWrong ? [{ field: `${channel}.number`, message: phoneNumber }] : []),
      ...(toTypedText(numbers) !== '' ? [{ field: `${channel}.numbers`, message: numbersWaiting }] : []),
    ]
  })
}

/**
 * Validates the form: what was typed goes in, the request body comes out, and errors in the body are mapped
 * to form fields.
 *
 * @param fixed sent instead of what the form holds
 */
export function createConfigurationResolver(
  messages: ConfigurationMessages,
  fixed: FixedConfiguration = {},
): Resolver<ConfigurationFormValues, unknown, CreateConfigurationInput> {
  const body = lazySchema((schemas) => schemas.defineCreateConfigurationSchema(messages))['~standard']
  return async (values) => {
    const result = await body.validate({ ...toCreateConfigurationInput(values), ...fixed })
    const errors = toFormErrors(values, result.issues ?? [], messages)
    return result.issues || Object.keys(errors).length > 0
      ? { values: {}, errors }
      : { values: result.value, errors: {} }
  }
}

/**
 * Validates an edit by the body it would send. Returns no body, because that is built when it is sent, from
 * what is stored by then.
 */
export function createEditResolver(
  schema: StandardSchema,
  toInput: (mine: ConfigurationFormInput) => unknown,
  messages: ConfigurationMessages,
): Resolver<ConfigurationFormValues, unknown, CreateConfigurationInput> {
  return async (values) => {
    const mine = toEditedInput(values)
    const { issues = [] } = await schema['~standard'].validate(toInput(mine))
    // What a PATCH sends does not show it: one of the two may be stored already.
    const lacksBridge = mine.channelSettings?.CHAT && !mine.conversationsV1Bridge
    const bridge = { path: ['channelSettings', 'CHAT'], message: messages.chatNeedsBridge }
    return { values: {}, errors: toFormErrors(values, lacksBridge ? [...issues, bridge] : issues, messages) }
  }
}

/**
 * Validates the form with the request schema, and checks that no other store already has the name.
 *
 * @param isTaken compares names as the API does: exactly, including case
 * @param onTaken called if the name is taken, because the stores may have changed since they were read
 */
export function createMemoryStoreResolver(
  messages: MemoryStoreMessages,
  isTaken: (name: string) => boolean,
  onTaken: () => void,
): Resolver<MemoryStoreFormValues, unknown, CreateMemoryStoreInput> {
  const body = lazySchema((schemas) => schemas.defineCreateMemoryStoreSchema(messages))['~standard']
  return async (values) => {
    const input = toCreateMemoryStoreInput(values)
    const result = await body.validate(input)
    const errors: FieldErrors<MemoryStoreFormValues> = {}
    for (const { field, message } of toFieldProblems(result.issues ?? []).toReversed()) {
      const name = MEMORY_STORE_FIELDS.find((one) => one === field)
      if (name) errors[name] = { type: 'invalid', message }
    }
    if (!errors.displayName && isTaken(input.displayName)) {
      errors.displayName = { type: 'taken', message: messages.nameTaken(isolate(input.displayName)) }
      onTaken()
    }
    return result.issues || Object.keys(errors).length > 0
      ? { values: {}, errors }
      : { values: result.value, errors: {} }
  }
}
