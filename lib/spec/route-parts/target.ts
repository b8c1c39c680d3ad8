/**
 * Which part of an endpoint answers, and how: one variant, a model of many, a component, or later by way of S3. Pure: its
 * schema, what it needs in the function's environment and of the role, and what cannot go together.
 */

import { z } from 'zod'
import type { Statement } from '../../aws/iam/policy'
import { plural } from '../../plural'

const name = z
  .string()
  .max(63, 'At most 63 characters')
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, 'Letters, digits and hyphens, 63 at most')
const place = (what: string) =>
  z
    .string()
    .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[A-Za-z0-9!_.()=-]+)*\/?$/, `${what}: s3://bucket/folder/`)
    .max(512)

export const targetSchema = z.discriminatedUnion('kind', [
  /** https://docs.aws.amazon.com/sagemaker/latest/dg/model-ab-testing.html */
  z.object({ kind: z.literal('variant'), variant: name }),
  /** https://docs.aws.amazon.com/sagemaker/latest/dg/invoke-multi-model-endpoint.html */
  z.object({
    kind: z.literal('model'),
    /** Paths below the endpoint's prefix. The first is called unless the caller names another. */
    models: z
      .array(
        z
          .string()
          .regex(/^[A-Za-z0-9!_.()=/-]+$/, 'The path of a model below the endpoint’s prefix')
          .max(256),
      )
      .min(1, 'Name a model')
      .max(30, 'At most 30 models'),
    /** The query parameter by which callers choose among them; absent: the first alone. */
    parameter: z
      .string()
      .regex(/^[A-Za-z0-9._-]+$/, 'Letters, digits and . _ - only')
      .max(64)
      .optional(),
  }),
  /** https://docs.aws.amazon.com/sagemaker/latest/dg/inference-components.html */
  z.object({
    kind: z.literal('component'),
    component: name,
    /** Comes from DescribeInferenceComponent; each plan reads it again. */
    arn: z.string().max(256).optional(),
  }),
  /** https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference.html */
  z.object({
    kind: z.literal('async'),
    /** The prefix for requests and for the record of each job. */
    input: place('Requests'),
    /** Come from DescribeEndpoint; each plan reads them again. */
    output: z.string().max(512).optional(),
    failure: z.string().max(512).optional(),
    kmsKeyArn: z.string().max(2048).optional(),
    /** How long the model can take for one request. */
    timeoutSeconds: z.int().min(1, 'At least 1 s').max(3_600, 'At most 3,600 s, as SageMaker allows').default(900),
  }),
])

export type Target = z.infer<typeof targetSchema>
export type AsyncTarget = Extract<Target, { kind: 'async' }>

/** The parameter by which callers request a job's answer; the handler's own. */
const jobParameter = 'job'

/** Lambda allows an environment of 4 KB. */
const maxModelsLength = 2_000

interface Chosen {
  target?: Target
  queryParameter: string
  timeoutSeconds: number
  streaming: boolean
}

/** What cannot go together, where in the spec it shows. */
export function targetProblems({ target, queryParameter, timeoutSeconds, streaming }: Chosen) {
  const problem = (message: string, ...path: (string | number)[]) => [{ path, message }]
  if (target?.kind === 'model') {
    const { models, parameter } = target
    if (streaming) return problem('A model of a multi-model endpoint gives its answer as a whole', 'target', 'models')
    if (models.join().length > maxModelsLength) return problem('Their names are too long together', 'target', 'models')
    if (parameter === queryParameter) return problem('Rows come in that parameter already', 'target', 'parameter')
  }
  if (target?.kind === 'async') {
    if (streaming) return problem('An asynchronous endpoint gives its answer as a whole', 'target', 'input')
    if (queryParameter === jobParameter) return problem('?job= returns the answer of a request', 'queryParameter')
    if (timeoutSeconds > 29)
      return problem('At most 29 s: the function only hands the request on to S3', 'timeoutSeconds')
  }
  return []
}

/** Those that callers can choose, if they have a choice. */
export const modelChoice = (target: Target | undefined): { parameter: string; models: string[] } | undefined =>
  target?.kind === 'model' && target.parameter !== undefined
    ? { parameter: target.parameter, models: target.models }
    : undefined

/** With its slash. */
const folder = (uri: string): string => (uri.endsWith('/') ? uri : `${uri}/`)

export function targetEnvironment(target: Target | undefined): Record<string, string> {
  switch (target?.kind) {
    case 'variant':
      return { TARGET_VARIANT: target.variant }
    case 'model':
      return {
        TARGET_MODELS: (target.parameter ? target.models : target.models.slice(0, 1)).join(','),
        ...(target.parameter ? { MODEL_PARAMETER: target.parameter } : {}),
      }
    case 'component':
      return { INFERENCE_COMPONENT: target.component }
    case 'async':
      return { ASYNC_INPUT: folder(target.input), ASYNC_TIMEOUT_SECONDS: String(target.timeoutSeconds) }
    default:
      return {}
  }
}

/**
 * What the function's role has to be allowed, logs aside. A policy that is as it was before there were targets keeps its
 * form, so that what is deployed stays as it is.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 * @param actions of an endpoint that answers at once
 */
export function invokeStatements(endpointArn: string, actions: string[], target: Target | undefined): Statement[] {
  const action = actions.length === 1 ? (actions[0] ?? '') : actions
  const invoke = { Sid: 'InvokeEndpoint', Effect: 'Allow' as const, Action: action, Resource: endpointArn }
  switch (target?.kind) {
    case 'model': {
      const models = target.parameter ? target.models : target.models.slice(0, 1)
      // https://docs.aws.amazon.com/sagemaker/latest/dg/multi-model-endpoint-security.html
      return [{ ...invoke, Condition: { StringEquals: { 'sagemaker:TargetModel': models } } }]
    }
    case 'component':
      return [{ ...invoke, Resource: target.arn ? [endpointArn, target.arn] : [endpointArn] }]
    case 'async':
      return asyncStatements(endpointArn, target)
    default:
      return [invoke]
  }
}

function asyncStatements(endpointArn: string, { input, output, failure, kmsKeyArn }: AsyncTarget): Statement[] {
  const partition = endpointArn.split(':')[1]
  const below = (uri: string, end = '') => `${folder(uri).replace('s3://', `arn:${partition}:s3:::`)}*${end}`
  const responses = [output, failure].filter((uri) => uri !== undefined).map((uri) => below(uri))
  const allow = (Sid: string, Action: string, Resource: string | string[]): Statement => ({
    Sid,
    Effect: 'Allow',
    Action,
    Resource,
  })
  return [
    allow('InvokeEndpoint', 'sagemaker:InvokeEndpointAsync', endpointArn),
    allow('WriteRequests', 's3:PutObject', below(input)),
    allow('ReadAnswers', 's3:GetObject', [below(input, '.json'), ...new Set(responses)]),
    ...(kmsKeyArn ? [allow('DecryptAnswers', 'kms:Decrypt', kmsKeyArn)] : []),
  ]
}

/** The same for a caller with the SDK. */
export function runtimeTarget(target: Target | undefined) {
  if (target?.kind === 'variant') return { TargetVariant: target.variant }
  if (target?.kind === 'model') return { TargetModel: target.models[0] }
  return target?.kind === 'component' ? { InferenceComponentName: target.component } : {}
}

/** For the plan, in a few words. */
export function targetInWords(target: Target | undefined): string {
  switch (target?.kind) {
    case 'variant':
      return `variant ${target.variant}`
    case 'model':
      return target.parameter
        ? `?${target.parameter}= of ${plural(target.models.length, 'model')}`
        : `model ${target.models[0]}`
    case 'component':
      return `component ${target.component}`
    case 'async':
      return 'asynchronous, 202 and ?job='
    default:
      return ''
  }
}
