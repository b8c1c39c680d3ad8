/**
 * InvokeEndpoint, and the same as a stream.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpointWithResponseStream.html
 */
import { type Call, type Operation, RawResponse, type Service, StreamResponse } from '../../kernel/types'
import { wholeBody } from '../../models/containers/container'
import { accessLine, writeContainerLog } from '../sagemaker/container-log'
import { arnOf, type Explainer, sagemakerState } from '../sagemaker/state'
import { type ContainerCall, callContainer, modelError, typesOf } from './call-container'
import { keepCall } from './capture'
import { explain } from './clarify'
import { invokeEndpointAsync } from './invoke-async'
import { begun, payloadParts } from './payload-parts'
import { type RuntimeInput, targetOf } from './target'

const invokeEndpoint: Operation = async (input, call) => {
  const body = input.Body ?? Buffer.alloc(0)
  const { endpoint, variant, response } = await callContainer(input, body, call, async (given) => ({
    ...given,
    body: await wholeBody(given.body),
  }))
  const config = sagemakerState(call.world, call).configs.get(endpoint.configName)
  const given = config?.explainer
    ? await explained(config.explainer, { endpoint, variant, response }, { input, body }, call)
    : response
  const whole = await wholeBody(given.body)
  writeContainerLog(call.world, endpoint, variant.VariantName, [accessLine('POST /invocations', 200, whole.length)])
  keepCall(call.world, config?.dataCapture, {
    accountId: call.accountId,
    endpointName: endpoint.name,
    variantName: variant.VariantName,
    at: Date.now(),
    inferenceId: input.InferenceId,
    input: { contentType: String(input.ContentType ?? ''), body },
    output: { contentType: given.contentType, body: whole },
  })
  return new RawResponse(
    200,
    { 'content-type': given.contentType, 'x-amzn-invoked-production-variant': variant.VariantName },
    whole,
  )
}

/** Throws ModelError if the explainer cannot use the request. */
async function explained(
  explainer: Explainer,
  { endpoint, variant, response }: ContainerCall,
  { input, body }: { input: RuntimeInput; body: Buffer },
  call: Call,
) {
  const container = targetOf(endpoint, variant, input, call)
  if (!container) return response
  const request = { body, ...typesOf(input), enableExplanations: input.EnableExplanations }
  const given = await explain(explainer, container, request, response)
  if (given.status >= 400) throw modelError(given.status, (await wholeBody(given.body)).toString(), endpoint, call)
  return given
}

const invokeEndpointWithResponseStream: Operation = async (input, call) => {
  const { endpoint, variant, response } = await callContainer(input, input.Body ?? Buffer.alloc(0), call, begun)
  // The size of what is still to come is not known when the line is written.
  writeContainerLog(call.world, endpoint, variant.VariantName, [accessLine('POST /invocations', 200, 0)])
  return new StreamResponse(
    200,
    {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-sagemaker-content-type': response.contentType,
      'x-amzn-invoked-production-variant': variant.VariantName,
    },
    payloadParts(response.body, call),
  )
}

export const sagemakerRuntimeService: Service = {
  signingName: 'sagemaker',
  protocol: 'rest-json',
  operations: {
    InvokeEndpoint: invokeEndpoint,
    InvokeEndpointAsync: invokeEndpointAsync,
    InvokeEndpointWithResponseStream: invokeEndpointWithResponseStream,
  },
  routes: [
    {
      operation: 'InvokeEndpoint',
      method: 'POST',
      path: '/endpoints/{EndpointName}/invocations',
      rawBody: 'Body',
      header: {
        'content-type': 'ContentType',
        accept: 'Accept',
        'x-amzn-sagemaker-target-model': 'TargetModel',
        'x-amzn-sagemaker-target-variant': 'TargetVariant',
        'x-amzn-sagemaker-inference-component': 'InferenceComponentName',
        'x-amzn-sagemaker-custom-attributes': 'CustomAttributes',
        'x-amzn-sagemaker-enable-explanations': 'EnableExplanations',
        'x-amzn-sagemaker-inference-id': 'InferenceId',
      },
    },
    {
      operation: 'InvokeEndpointAsync',
      method: 'POST',
      path: '/endpoints/{EndpointName}/async-invocations',
      rawBody: 'Body',
      header: {
        'x-amzn-sagemaker-content-type': 'ContentType',
        'x-amzn-sagemaker-accept': 'Accept',
        'x-amzn-sagemaker-inference-id': 'InferenceId',
        'x-amzn-sagemaker-inputlocation': 'InputLocation',
        'x-amzn-sagemaker-requestttlseconds': 'RequestTTLSeconds',
        'x-amzn-sagemaker-invocationtimeoutseconds': 'InvocationTimeoutSeconds',
      },
    },
    {
      operation: 'InvokeEndpointWithResponseStream',
      method: 'POST',
      path: '/endpoints/{EndpointName}/invocations-response-stream',
      rawBody: 'Body',
      header: {
        'content-type': 'ContentType',
        // `accept` is the SDK's own way to request an event stream here.
        'x-amzn-sagemaker-accept': 'Accept',
        'x-amzn-sagemaker-target-variant': 'TargetVariant',
        'x-amzn-sagemaker-inference-component': 'InferenceComponentName',
        'x-amzn-sagemaker-custom-attributes': 'CustomAttributes',
      },
    },
  ],
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
  conditionKeys: (_, { TargetModel }): Record<string, string> =>
    TargetModel === undefined ? {} : { 'sagemaker:TargetModel': String(TargetModel) },
  resourceArn: (_, input, call) => arnOf(call, 'endpoint', String(input.EndpointName)),
}
