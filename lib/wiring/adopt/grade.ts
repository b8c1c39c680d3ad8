/** How well somebody else's wiring is made: each check with what was found, why it matters, and what it would become. Pure. */
import { allows, type Statement } from '../../aws/iam/policy'
import { pluralWord } from '../../plural'
import type { Grade } from './types'

export interface GradeInput {
  /** Every policy of the role; undefined where they cannot be read. */
  policies?: string[]
  endpointArn?: string
  /** The function's resource policy. */
  permissions: Statement[]
  restApiId: string
  /** The throttle of the method or of the stage. */
  throttle?: { rateLimit: number; burstLimit: number }
  hasOptions: boolean
  functionTimeoutSeconds?: number
  gatewayTimeoutMs: number
  runtime?: string
  authorizationType: string
  apiKeyRequired: boolean
  /** What adoption sets. */
  desired: { rateLimit: number; burstLimit: number; timeoutSeconds: number; runtime: string }
}

/**
 * Runtimes that Lambda no longer updates.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const deprecated =
  /^(nodejs(4|6|8|10|12|14|16|18)\.|nodejs$|python(2\.7|3\.[6-9])$|ruby2|java8$|dotnetcore|dotnet[56]$|go1\.x$|provided$)/

export const gradesOf = (input: GradeInput): Grade[] => [
  policyGrade(input),
  permissionGrade(input),
  throttleGrade(input),
  corsGrade(input),
  timeoutGrade(input),
  runtimeGrade(input),
  accessGrade(input),
]

function policyGrade({ policies, endpointArn }: GradeInput): Grade {
  const check = 'Role permissions'
  const after = 'InvokeEndpoint on this endpoint, and writing its own log'
  const why = 'A person who finds a flaw in the function can do everything that its role allows.'
  if (!policies) {
    return { check, level: 'warn', found: 'The console is not allowed to read the policies of the role', why, after }
  }
  const any = allows(policies, 'sagemaker:DeleteEndpoint', endpointArn ?? '*')
  if (any)
    return {
      check,
      level: 'bad',
      found: 'It allows more than calls of SageMaker: it can even delete the endpoint',
      why,
      after,
    }
  const others = endpointArn && allows(policies, 'sagemaker:InvokeEndpoint', `${endpointArn}-another`)
  if (others) return { check, level: 'warn', found: 'It is allowed to invoke other endpoints too', why, after }
  if (endpointArn && !allows(policies, 'sagemaker:InvokeEndpoint', endpointArn)) {
    return { check, level: 'bad', found: 'It is not allowed to invoke the endpoint: callers get an error', why, after }
  }
  return { check, level: 'good', found: 'One action on one endpoint', why, after }
}

function permissionGrade({ permissions, restApiId }: GradeInput): Grade {
  const check = 'Who can call the function'
  const after = 'This API and path only'
  const why =
    "A permission without a source allows every API of every account to call the function at your account's cost."
  const gateway = permissions.filter((one) => JSON.stringify(one.Principal ?? '').includes('apigateway.amazonaws.com'))
  if (gateway.length === 0) {
    return {
      check,
      level: 'bad',
      found: 'API Gateway is not allowed to: callers get 500 Internal server error',
      why,
      after,
    }
  }
  const sources = gateway.map((one) => JSON.stringify(one.Condition ?? {}))
  if (sources.some((source) => !/SourceArn/i.test(source))) {
    return { check, level: 'bad', found: 'Any API, as the permission names no source', why, after }
  }
  const wide = sources.some((source) => !source.includes(`:${restApiId}/`) || source.includes(`:${restApiId}/*"`))
  if (wide) return { check, level: 'warn', found: 'More than this path of this API', why, after }
  return { check, level: 'good', found: 'This API and path', why, after }
}

function throttleGrade({ throttle, desired }: GradeInput): Grade {
  const check = 'Throttle'
  const after = `${desired.rateLimit} ${pluralWord(desired.rateLimit, 'request')} a second, burst ${desired.burstLimit}, on this path; it keeps the stage's other settings as they are now`
  const why = "Without one a single caller can use the account's whole rate, and keep the endpoint busy."
  if (!throttle) return { check, level: 'bad', found: "None but the account's 10,000 a second", why, after }
  const found = `${throttle.rateLimit} ${pluralWord(throttle.rateLimit, 'request')} a second, burst ${throttle.burstLimit}`
  return { check, level: throttle.rateLimit > 1_000 ? 'warn' : 'good', found, why, after }
}

const corsGrade = ({ hasOptions }: GradeInput): Grade => ({
  check: 'CORS',
  level: hasOptions ? 'good' : 'warn',
  found: hasOptions ? 'OPTIONS is answered' : 'OPTIONS is not answered: a browser cannot send JSON',
  why: 'A web page can send more than a plain GET only if OPTIONS is answered.',
  after: hasOptions ? 'Left as it is' : 'OPTIONS is answered by the gateway itself',
})

function timeoutGrade({ functionTimeoutSeconds: seconds, gatewayTimeoutMs, desired }: GradeInput): Grade {
  const check = 'Time budgets'
  const after = `Lambda ${desired.timeoutSeconds} s within the gateway's 29 s`
  const why =
    'A function that ends before the model answers gives 502; one that lasts longer than the gateway costs money without a response.'
  if (seconds === undefined) return { check, level: 'bad', found: 'The function is gone', why, after }
  const found = `Lambda ${seconds} s, gateway ${gatewayTimeoutMs / 1000} s`
  if (seconds <= 3)
    return { check, level: 'bad', found: `${found}: Lambda's default, too short for a model`, why, after }
  if (seconds * 1000 > gatewayTimeoutMs)
    return { check, level: 'warn', found: `${found}: it outlasts the gateway`, why, after }
  return { check, level: 'good', found, why, after }
}

function runtimeGrade({ runtime, desired }: GradeInput): Grade {
  const check = 'Runtime'
  const why = 'Lambda stops updating old runtimes, and then refuses changes to functions that use them.'
  if (!runtime) return { check, level: 'warn', found: 'A container image, or not known', why, after: desired.runtime }
  const level = deprecated.test(runtime) ? 'bad' : 'good'
  return {
    check,
    level,
    found: level === 'bad' ? `${runtime}, no longer supported` : runtime,
    why,
    after: desired.runtime,
  }
}

function accessGrade({ authorizationType, apiKeyRequired }: GradeInput): Grade {
  const open = authorizationType === 'NONE' && !apiKeyRequired
  const found = open
    ? 'Open to anyone'
    : [apiKeyRequired && 'API key', authorizationType !== 'NONE' && authorizationType].filter(Boolean).join(', ')
  return {
    check: 'Access',
    level: open ? 'warn' : 'good',
    found,
    why: 'Anyone who knows the URL can send requests that you pay for.',
    after: 'Left as it is',
  }
}
