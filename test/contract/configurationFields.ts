import twilio from 'twilio'
import {
  ConfigurationInstance,
  CreateConfigurationRequest,
  PatchConfigurationRequest,
  UpdateConfigurationRequest,
} from 'twilio/lib/rest/conversations/v2/configuration.js'

/** The fields of each request, by its method, as the twilio client knows them. */
export const REQUEST_FIELDS = {
  POST: Object.keys(new CreateConfigurationRequest({})),
  PUT: Object.keys(new UpdateConfigurationRequest({})),
  PATCH: Object.keys(new PatchConfigurationRequest({})),
}

const { v2 } = twilio('AC1', 'secret').conversations
/** One class serves both: a configuration, and the 202 with these two fields. */
const ACCEPTED_FIELDS = ['statusUrl', 'related']

/** The fields of a configuration in a response. */
export const RESPONSE_FIELDS = Object.keys(new ConfigurationInstance(v2, { statusUrl: '' }).toJSON()).filter(
  (field) => !ACCEPTED_FIELDS.includes(field),
)

const SERVER_FIELDS = ['id', 'createdAt', 'updatedAt', 'version']

/** The settings that Twilio returns and no request can contain. */
export const RESPONSE_ONLY_FIELDS = RESPONSE_FIELDS.filter(
  (field) => !SERVER_FIELDS.includes(field) && !REQUEST_FIELDS.PUT.includes(field),
)

/** A value for each of {@link RESPONSE_ONLY_FIELDS}. */
export const RESPONSE_ONLY_VALUES: Readonly<Record<string, string | readonly string[]>> = {
  redactionConfigurationId: 'redaction_configuration_01k9w2m5r0f7c3yjx8q4dvth6n',
  traitExtractionStrategyIds: ['trait_strategy_01k9w2m5r0f7c3yjx8q4dvth6n'],
  observationExtractionStrategyIds: ['observation_strategy_01k9w2m5r0f7c3yjx8q4dvth6n'],
}
