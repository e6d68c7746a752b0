export { createOperationsClient } from './client/createOperationsClient.ts'
export type {
  CheckOptions,
  ClientOptions,
  OperationRef,
  OperationsClient,
  OperationsClientOptions,
} from './client/createOperationsClient.ts'
export { createIdempotencyKey } from './client/request/idempotencyKey.ts'
export type { SubmissionState } from './client/submission/submission.ts'
export type { SubmitOptions } from './client/request/submitRequest.ts'
export type { RequestHeaders } from './client/http/sendRequest.ts'
export { cancelOperation } from './client/cancelOperation.ts'
export { waitForOperation } from './client/waitForOperation.ts'
export type { WaitOptions, WaitResult } from './client/waitForOperation.ts'
export type {
  AcceptedOperation,
  CancelRule,
  Dialect,
  Operation,
  OperationIdentity,
  OperationStatus,
  OperationsApi,
  StatusWords,
} from './protocol/operation.ts'
export { defineOperation } from './client/request/defineOperation.ts'
export type { AnyEndpoint, Endpoint } from './client/request/endpoint.ts'
export type { OperationDefinition } from './protocol/endpoint.ts'
export {
  MissingProviderError,
  OperationFailedError,
  OperationWaitError,
  ReactAcceptedError,
  RequestError,
  SubmissionError,
  UntrustedUrlError,
} from './protocol/errors.ts'
export type { SubmissionOutcome } from './protocol/errors.ts'
export { defineDialect, statusUrlDialect } from './protocol/dialect.ts'
export type { DialectAnswer, DialectDefinition, Reading, SubmittedRequest } from './protocol/dialect.ts'
export { azureDialect } from './protocol/dialects/cloudDialects.ts'
export type { StatusVocabulary } from './protocol/dialects/bodyReaders.ts'
export { googleDialect } from './protocol/dialects/cloudDialects.ts'
export { jobDialect } from './protocol/dialects/jobDialect.ts'
export type { JobDialectOptions } from './protocol/dialects/jobDialect.ts'
export { locationDialect } from './protocol/dialects/plainDialects.ts'
export { resourceDialect } from './protocol/dialects/plainDialects.ts'
export type { ResourceDialectOptions } from './protocol/dialects/plainDialects.ts'
export type { ClientLimits, PollingLimits } from './protocol/pace.ts'
export type { RequestFailure, RequestFailureKind } from './protocol/failure.ts'
export type { FieldProblem, Problem, ProblemReader } from './protocol/problem.ts'
export { readProblemDetails } from './protocol/readProblemDetails.ts'
export type { Resource, ResourceCandidate, ResourceReader, ResourceRule } from './protocol/resource.ts'
export type { OperationResult, ResultRule } from './protocol/result.ts'
export { readRetryAfter } from './protocol/retryAfter.ts'
export type { OperationSnapshot } from './protocol/snapshot.ts'
export type { StandardSchema } from './protocol/result.ts'
export { readStatus } from './protocol/operation.ts'
