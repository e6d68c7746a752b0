import type { FieldErrors } from 'react-hook-form'
import { set } from 'react-hook-form'

import { toFieldProblems } from '../../protocol/standardSchema.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { hasNumber } from './hasNumber.ts'
import { isPhoneNumber } from './isPhoneNumber.ts'
import { toAddress } from './toAddress.ts'
import { toFormField } from './toFormField.ts'
import { toTypedText } from './typedText.ts'

/**
 * What is wrong with the body, at the form's own fields. Only that a number is a whole phone number, and that no
 * list of them is left behind, is asked here; all other rules are those of the body.
 */
export function toFormErrors(
  values: ConfigurationFormValues,
  issues: Parameters<typeof toFieldProblems>[0],
  messages: ConfigurationMessages,
): FieldErrors<ConfigurationFormValues> {
  const problems = toFieldProblems(issues).map(({ field, message }) => ({
    field: toFormField(field, values) ?? 'root',
    message,
  }))
  const errors: FieldErrors<ConfigurationFormValues> = {}
  // One error a field: of several, the first.
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
