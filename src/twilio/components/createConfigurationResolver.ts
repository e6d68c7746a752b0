import type { Resolver } from 'react-hook-form'

import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import { lateSchema } from '../api/lateSchemas.ts'
import type { FixedConfiguration } from './configurationFormParts.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { toCreateConfigurationInput } from './toCreateConfigurationInput.ts'
import { toFormErrors } from './toFormErrors.ts'

/**
 * Checks the form: what was typed goes in, the body comes out, and what is wrong with the body stands at the form's own
 * fields.
 *
 * @param fixed goes out in place of what the form holds
 */
export function createConfigurationResolver(
  messages: ConfigurationMessages,
  fixed: FixedConfiguration = {},
): Resolver<ConfigurationFormValues, unknown, CreateConfigurationInput> {
  const body = lateSchema((schemas) => schemas.defineCreateConfigurationSchema(messages))['~standard']
  return async (values) => {
    const result = await body.validate({ ...toCreateConfigurationInput(values), ...fixed })
    const errors = toFormErrors(values, result.issues ?? [], messages)
    return result.issues || Object.keys(errors).length > 0
      ? { values: {}, errors }
      : { values: result.value, errors: {} }
  }
}
