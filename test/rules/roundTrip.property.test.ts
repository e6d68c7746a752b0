import * as fc from 'fast-check'
import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import type { Configuration } from 'react-accepted/twilio/client'
import { createConfigurationSchema } from 'react-accepted/twilio/client'
import { expect, test } from 'vitest'

import { toCreateConfigurationInput } from '../../src/twilio/components/configuration/formInput.ts'
import { toFormValues } from '../../src/twilio/components/configuration/toFormValues.ts'
import { englishConfigurationMessages } from '../../src/twilio/components/messages/englishConfigurationMessages.ts'
import { createConfigurationResolver } from '../../src/twilio/components/resolvers.ts'
import { createAsked } from './askSimulator.ts'
import { configurationBodies } from './configurationBodies.ts'

const RUNS = { numRuns: 1_000, seed: 20_260_105 }
const resolve = createConfigurationResolver(englishConfigurationMessages)

test('1 000 random bodies pass the schema, go through the form unchanged, are accepted, and are read back equal', async () => {
  await fc.assert(
    fc.asyncProperty(configurationBodies, async (body) => {
      expect(await createConfigurationSchema['~standard'].validate(body)).toEqual({ value: body })

      const values = toFormValues(body)
      expect(toCreateConfigurationInput(values)).toEqual(body)
      const options = { fields: {}, shouldUseNativeValidation: false }
      expect(await resolve(values, undefined, options)).toEqual({ values: body, errors: {} })

      const read = await createAsked().create(body)
      expect(read).toMatchObject(body)
      // The server's defaults mean the same: a form filled in from its response sends the same body again.
      expect(
        toCreateConfigurationInput(toFormValues(read as Configuration & ConfigurationFormDefaults)),
      ).toEqual(body)
    }),
    RUNS,
  )
}, 120_000)
