import { firefly, pdfServices } from './adobe.ts'
import { azurePost, azurePut } from './azure.ts'
import { azureDataAction, azureDataPut } from './azureData.ts'
import { azureLocation, azureLocationDelete } from './azureLocation.ts'
import type { Contract } from './contract.ts'
import { durableFunctions } from './durable.ts'
import { googleOperations } from './google.ts'
import { graphCopy, graphStepwise, graphTeams } from './graph.ts'
import { githubSarif, salesforce } from './jobs.ts'
import { jsonApi, locationFound, locationInPlace, locationSeeOther } from './location.ts'
import { openaiBatches, openaiBatchesExpired, openaiResponses, openaiResponsesIncomplete } from './openai.ts'
import { replicate, replicateAborted, replicateAsync, replicateWaiting } from './replicate.ts'
import { databricks, databricksClosed, snowflake } from './statements.ts'
import {
  twilioInsights,
  twilioKnowledge,
  twilioMemory,
  twilioOrchestrator,
  twilioTranscriptions,
} from './twilio.ts'
import { twilioMessages, twilioRules } from './twilioRules.ts'

export const allContracts: readonly Contract[] = [
  twilioOrchestrator,
  twilioMemory,
  twilioKnowledge,
  twilioRules,
  twilioTranscriptions,
  twilioInsights,
  twilioMessages,
  azurePut,
  azurePost,
  azureLocation,
  azureLocationDelete,
  azureDataAction,
  azureDataPut,
  graphCopy,
  graphStepwise,
  graphTeams,
  googleOperations,
  openaiBatches,
  openaiBatchesExpired,
  openaiResponses,
  openaiResponsesIncomplete,
  replicate,
  replicateAsync,
  replicateWaiting,
  replicateAborted,
  firefly,
  pdfServices,
  snowflake,
  databricks,
  databricksClosed,
  salesforce,
  githubSarif,
  durableFunctions,
  jsonApi,
  locationSeeOther,
  locationInPlace,
  locationFound,
]

export function findContract(name: string): Contract {
  const found = allContracts.find((one) => one.name === name)
  if (!found) throw new Error(`There is no contract ${name}`)
  return found
}
