import type { Resolver } from 'react-hook-form'

import type { StandardSchema } from '../../protocol/standardSchema.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { toEditedInput } from './toEditedInput.ts'
import { toFormErrors } from './toFormErrors.ts'

/**
 * Checks the form of an edit by the body it would send. No body comes out: it is made when it is sent, from what is
 * stored by then.
 */
export function createEditResolver(
  schema: StandardSchema,
  toInput: (mine: ConfigurationFormInput) => unknown,
  messages: ConfigurationMessages,
): Resolver<ConfigurationFormValues, unknown, CreateConfigurationInput> {
  return async (values) => {
    const { issues = [] } = await schema['~standard'].validate(toInput(toEditedInput(values)))
    return { values: {}, errors: toFormErrors(values, issues, messages) }
  }
}
