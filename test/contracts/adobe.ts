import type { Contract } from './contract.ts'
import { duringPolls, openContract, toPercent, toRetryAfter } from './operations.ts'

const IMAGE_URL =
  'https://pre-signed-firefly-prod.s3-accelerate.amazonaws.com/images/otter?X-Amz-Expires=3600&X-Amz-Signature=4f2a'
const IMAGES = {
  size: { width: 2048, height: 2048 },
  outputs: [{ seed: 2142812600, image: { url: IMAGE_URL } }],
  contentClass: 'art',
}
const FIREFLY_FAILURE = { code: 'validation_error', detail: 'The prompt is not allowed.' }

/** Status and cancel URLs are on a host of their own, one of many, and need the credentials. */
// https://developer.adobe.com/firefly-services/docs/firefly-api/guides/how-tos/using-async-apis
// https://app.unpkg.com/@adobe/firefly-apis@2.0.1/files/dist/src/models/AsyncResponseV3.d.ts
export const firefly: Contract = {
  name: 'Adobe Firefly v3',
  submit: {
    method: 'POST',
    path: '/v3/images/generate-async',
    body: { prompt: 'an otter', contentClass: 'art' },
  },
  endings: ['completed', 'failed', 'cancelled'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: true,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: {
      running: duringPolls(options, () => 'running'),
      completed: 'succeeded',
      failed: 'failed',
      cancelled: 'cancelled',
    },
    progress: duringPolls(options, (at) => toPercent(at, options)),
    ...(options.ending === 'completed' && { result: IMAGES }),
    ...(options.ending === 'failed' && { problem: FIREFLY_FAILURE }),
  }),
  open: (options) =>
    openContract(
      options,
      {
        endingsAtOnce: [],
        idOf: (number) => `urn:ff:jobs:eso851211:86ffe2ea-d765-4bd3-b2fd-568ca8fc36a${number}`,
      },
      (operations) => [
        {
          method: 'POST',
          path: /^\/v3\/images\/generate-async$/,
          answer() {
            const jobId = operations.begin()?.id ?? ''
            const shard = options.elsewhere ?? options.origin
            const statusUrl = `${shard}/v3/status/${jobId}`
            return { status: 202, body: { jobId, statusUrl, cancelUrl: `${shard}/v3/cancel/${jobId}` } }
          },
        },
        {
          method: 'GET',
          path: /^\/v3\/status\/([\w:-]+)$/,
          answer(_, { id: jobId }) {
            const operation = operations.find(jobId)
            if (!operation) return undefined
            const { state, at } = operation.ask()
            const { code, detail } = FIREFLY_FAILURE
            if (state === 'completed')
              return { status: 200, body: { status: 'succeeded', jobId, result: IMAGES } }
            if (state === 'failed')
              return { status: 200, body: { status: 'failed', jobId, error_code: code, message: detail } }
            if (state === 'cancelled') return { status: 200, body: { status: 'cancelled', jobId } }
            return { status: 200, body: { status: 'running', jobId, progress: toPercent(at, options) } }
          },
        },
        {
          method: 'PUT',
          path: /^\/v3\/cancel\/([\w:-]+)$/,
          answer(_, { id }) {
            const operation = operations.find(id)
            operation?.cancel()
            return operation && { status: 202 }
          },
        },
      ],
    ),
}

const PDF = '/operation/compresspdf'
const DOWNLOAD_URI =
  'https://dcplatformstorageservice-prod-us-east-1.s3-accelerate.amazonaws.com/b37fd583?X-Amz-Expires=3600&X-Amz-Signature=9c1e'
const PDF_FAILURE = { code: 'BAD_PDF', message: 'Unable to process the PDF.', status: 400 }

/** 201 with an empty body. The result is a signed link, never on this host. */
// https://developer.adobe.com/document-services/docs/overview/pdf-services-api/gettingstarted
export const pdfServices: Contract = {
  name: 'Adobe PDF Services',
  submit: {
    method: 'POST',
    path: PDF,
    body: { assetID: 'urn:aaid:AS:UE1:54e9', compressionLevel: 'MEDIUM' },
  },
  endings: ['completed', 'failed'],
  endingsAtOnce: [],
  canMoveUrl: false,
  canCancel: false,
  statusAt: ['status'],
  expected: (options) => ({
    rawWords: { running: duringPolls(options, () => 'in progress'), completed: 'done', failed: 'failed' },
    ...(options.ending === 'completed' && { resultLink: DOWNLOAD_URI, resourceId: 'urn:aaid:AS:UE1:7c31' }),
    ...(options.ending === 'failed' && { problem: { code: PDF_FAILURE.code, detail: PDF_FAILURE.message } }),
  }),
  open: (options) =>
    openContract(
      options,
      { endingsAtOnce: [], idOf: (number) => `UqJ3pTuYq5xCfFQyPp1PTPjNbVDgCE2${number}` },
      (operations) => [
        {
          method: 'POST',
          path: new RegExp(`^${PDF}$`),
          answer() {
            const id = operations.begin()?.id ?? ''
            const location = `${options.origin}${PDF}/${id}/status`
            return { status: 201, headers: { location, 'x-request-id': id, ...toRetryAfter(options, 1) } }
          },
        },
        {
          method: 'GET',
          path: new RegExp(`^${PDF}/(\\w+)/status$`),
          answer(_, { id }) {
            const operation = operations.find(id)
            if (!operation) return undefined
            const { state } = operation.ask()
            if (state === 'failed') return { status: 200, body: { status: 'failed', error: PDF_FAILURE } }
            if (state !== 'completed')
              return { status: 200, headers: toRetryAfter(options, 1), body: { status: 'in progress' } }
            const metadata = { type: 'application/pdf', size: 20_480 }
            const asset = { metadata, downloadUri: DOWNLOAD_URI, assetID: 'urn:aaid:AS:UE1:7c31' }
            return { status: 200, body: { status: 'done', asset } }
          },
        },
      ],
    ),
}
