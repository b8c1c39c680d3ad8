/** A function's settings, checked as Lambda checks them. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import type { Call } from '../../kernel/types'
import { isAssumableBy, principalIdOf } from '../iam/evaluate'
import { invalid } from './find'
import type { Revision } from './state'

const runtimes = [
  'nodejs24.x',
  'nodejs22.x',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'java21',
  'ruby3.4',
  'provided.al2023',
]

/** Deprecated ones cannot be created any more: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
function checkRuntime(runtime: unknown): string {
  if (runtimes.includes(String(runtime))) return String(runtime)
  if (/^nodejs(\d+\.x|\d\.\d+)$/.test(String(runtime)))
    throw invalid(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    )
  throw invalid(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${runtimes.join(', ')}] or be a valid ARN`,
  )
}

function checkRole(role: unknown, call: Call): string {
  if (!isAssumableBy(call.world, String(role), 'lambda.amazonaws.com'))
    throw invalid('The role defined for the function cannot be assumed by Lambda.')
  return String(role)
}

/**
 * The role's unique id that can decrypt the variables: Lambda makes a grant on its own key, with the first variables and
 * whenever the function's role becomes another ARN. A role of the same name that was made again has none.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/6352, https://github.com/hashicorp/terraform-provider-aws/issues/9703
 */
function grantFor(
  role: string,
  environment: Settings['environment'],
  call: Call,
  before?: Settings,
): string | undefined {
  if (Object.keys(environment ?? {}).length === 0) return undefined
  if (before?.grantedTo && before.role === role) return before.grantedTo
  const principal = principalIdOf(call.world, role)
  if (principal) return principal
  const [, , , , accountId, name = ''] = role.split(':')
  const session = `arn:${call.partition}:sts::${accountId}:assumed-role/${name.split('/').at(-1)}/function`
  throw invalid(invalidForGrant('InvalidArnException', `ARN does not refer to a valid principal: ${session}`))
}

const invalidForGrant = (code: string, message: string) =>
  `Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: ${code} KMS Message: ${message}`

/**
 * No key can be made here, so Lambda can make no grant on one. https://github.com/hashicorp/terraform/issues/20813 has the words
 * of an alias, and https://github.com/boto/botocore/issues/2107 those of KMS for a key that is not there.
 */
function checkKey(key: string | undefined, environment: Settings['environment']): string | undefined {
  if (!key || Object.keys(environment ?? {}).length === 0) return key || undefined
  const [code, message] = /:alias\//.test(key)
    ? ['InvalidArnException', 'Key Aliases are not supported for this operation.']
    : ['NotFoundException', `Key '${key}' does not exist`]
  throw invalid(invalidForGrant(code, message))
}

const reserved =
  /^(AWS_REGION|AWS_DEFAULT_REGION|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_.*|LAMBDA_TASK_ROOT|_HANDLER|AWS_EXECUTION_ENV)$/

/** 4 KB in all: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
function checkEnvironment(variables: Record<string, string> | undefined): Record<string, string> | undefined {
  const entries = Object.entries(variables ?? {})
  const taken = entries.filter(([key]) => reserved.test(key)).map(([key]) => key)
  if (taken.length > 0)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    )
  if (Buffer.byteLength(JSON.stringify(variables ?? {})) > 4096)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
    )
  return variables
}

/**
 * No layer can be made here, so none of the account's own is there; whether another account's is there cannot be known.
 * localstack's AWS-recorded `test_layer_function_exceptions` and `test_layer_function_quota_exception`.
 */
function checkLayers(layers: string[], call: Call): string[] {
  if (layers.length > 5) throw invalid('Cannot reference more than 5 layers.')
  const seen = new Map<string, string>()
  for (const layer of layers) {
    const [, , , region = '', accountId, , name = ''] = layer.split(':')
    if (region !== call.region)
      throw invalid(
        `Layers are not in the same region as the function. Layers are expected to be in region ${call.region}.`,
      )
    if (accountId === call.accountId) throw invalid(`Layer version ${layer} does not exist.`)
    const key = `${accountId}:${name}`
    const first = seen.get(key)
    if (first !== undefined)
      throw invalid(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${first} and ${layer} are versions of the same layer.`,
      )
    seen.set(key, layer)
  }
  return layers
}

type Settings = Pick<
  Revision,
  | 'description'
  | 'role'
  | 'handler'
  | 'runtime'
  | 'timeoutSeconds'
  | 'memoryMb'
  | 'environment'
  | 'kmsKeyArn'
  | 'grantedTo'
  | 'layers'
  | 'tracing'
  | 'ephemeralMb'
>

/** What the input names is checked and taken; the rest stays as it was. */
// biome-ignore lint/suspicious/noExplicitAny: a client's input before it is validated
export function settingsFrom(input: any, call: Call, before?: Settings): Settings {
  const handler = input.Handler ?? before?.handler
  if (!handler) throw invalid('Handler is mandatory parameter to create a function with Zip package type')
  const role = input.Role === undefined && before ? before.role : checkRole(input.Role, call)
  const environment = input.Environment ? checkEnvironment(input.Environment.Variables) : before?.environment
  return {
    description: input.Description ?? before?.description ?? '',
    role,
    handler,
    runtime: input.Runtime === undefined && before ? before.runtime : checkRuntime(input.Runtime),
    timeoutSeconds: input.Timeout ?? before?.timeoutSeconds ?? 3,
    memoryMb: input.MemorySize ?? before?.memoryMb ?? 128,
    environment,
    kmsKeyArn: checkKey(input.KMSKeyArn ?? before?.kmsKeyArn, environment),
    grantedTo: grantFor(role, environment, call, before),
    layers: input.Layers ? checkLayers(input.Layers, call) : (before?.layers ?? []),
    tracing: input.TracingConfig?.Mode ?? before?.tracing,
    ephemeralMb: input.EphemeralStorage?.Size ?? before?.ephemeralMb,
  }
}

const inlineLimit = 50 * 1024 * 1024

/** Base64 on the wire. */
export function readCode(base64: unknown): { code: Buffer; codeSha256: string } {
  const code = Buffer.from(String(base64 ?? ''), 'base64')
  if (code.length === 0) throw invalid('Please provide a source for function code.')
  if (code.length > inlineLimit) throw invalid(`Unzipped size must be smaller than ${inlineLimit} bytes`)
  try {
    if (Object.keys(unzipSync(code)).length === 0) throw new Error('empty')
  } catch {
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.')
  }
  return { code, codeSha256: createHash('sha256').update(code).digest('base64') }
}
