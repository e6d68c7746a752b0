import type { FieldErrors, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { toFieldProblems } from '../../protocol/standardSchema.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import { defineCreateConfigurationSchema } from '../api/createConfigurationSchema.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { hasNumber } from './hasNumber.ts'
import { isPhoneNumber } from './isPhoneNumber.ts'
import { toAddress } from './toAddress.ts'
import { toCreateConfigurationInput } from './toCreateConfigurationInput.ts'
import { toFormField } from './toFormField.ts'

/**
 * Checks the form: what was typed goes in, the body comes out, and what is wrong with the body stands at the form's own
 * fields. All rules are those of the body; only that a number is a whole phone number is asked here.
 */
export function createConfigurationResolver(
  messages: ConfigurationMessages,
): Resolver<ConfigurationFormValues, unknown, CreateConfigurationInput> {
  const body = defineCreateConfigurationSchema(messages)['~standard']
  return async (values) => {
    const result = await body.validate(toCreateConfigurationInput(values))
    const problems = toFieldProblems(result.issues ?? []).map(({ field, message }) => ({
      field: toFormField(field, values) ?? 'root',
      message,
    }))
    const errors = toErrors([...toNumberProblems(values, messages), ...problems])
    return result.issues || Object.keys(errors).length > 0
      ? { values: {}, errors }
      : { values: result.value, errors: {} }
  }
}

function toNumberProblems(values: ConfigurationFormValues, { phoneNumber }: ConfigurationMessages) {
  return CHANNEL_KEYS.flatMap((channel) => {
    const { isOn, capturesNumber, number } = values[channel]
    const isWrong = isOn && capturesNumber && hasNumber(channel) && !isPhoneNumber(toAddress(number))
    return isWrong ? [{ field: `${channel}.number`, message: phoneNumber }] : []
  })
}

/** One error a field: of several, the first. */
function toErrors(
  problems: readonly { readonly field: string; readonly message: string }[],
): FieldErrors<ConfigurationFormValues> {
  const errors: FieldErrors<ConfigurationFormValues> = {}
  for (const { field, message } of problems.toReversed()) set(errors, field, { type: 'invalid', message })
  return errors
}
