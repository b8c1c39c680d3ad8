import { expect, it } from 'vitest'
import { transferModeOf } from './rest-api-fields'

const lambda = 'arn:aws:apigateway:us-east-1:lambda:path'
const buffered = `${lambda}/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f:live/invocations`
const streaming = `${lambda}/2021-11-15/functions/arn:aws:lambda:us-east-1:123456789012:function:f:live/response-streaming-invocations`

it.each([
  ['STREAM', { responseTransferMode: 'STREAM', uri: streaming }],
  ['STREAM', { responseTransferMode: 'stream' as 'STREAM', uri: streaming }],
  ['STREAM', { uri: streaming }],
  ['BUFFERED', { responseTransferMode: 'BUFFERED', uri: streaming }],
  ['BUFFERED', { uri: buffered }],
  ['BUFFERED', undefined],
] as const)('is %s of %o', (mode, integration) => expect(transferModeOf(integration)).toBe(mode))
