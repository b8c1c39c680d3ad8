/** Every name of a wiring, derived from the endpoint's name and never random, so that it is found again without a store. */

import { createHash } from 'node:crypto'
import type { WiringTarget } from './spec'
import { textFromTag, textToTag } from './tag-text'

export const managedTag = 'portico:managed'
export const endpointTag = 'portico:endpoint'
export const deployedByTag = 'portico:deployed-by'
/** On the API: when the last deploy that changed something was done, ISO. */
export const deployedAtTag = 'portico:deployed-at'
export const fingerprintTag = 'portico:fingerprint'
/** On the API: what the last deploy proved, by `liveToTag`. */
export const liveTag = 'portico:live'
/** On each resource the run that made it; on what serves as the lock, the run that holds it, and the three of below. */
export const runTag = 'portico:run'
/** Who holds the lock, in words: `removal by ana@acme.dev` by `textToTag`. */
export const runByTag = 'portico:run-by'
/** The last run that ended: where it is not the holder, that one is at work, or its process died. */
export const runEndedTag = 'portico:run-ended'
/** The run that made the lock, once another holds it. */
export const runMadeTag = 'portico:run-made'
/** On an API key: `playground`, `caller` or `share`. */
export const keyTag = 'portico:key'
/** On an API key: the id of the one whose place it takes. */
export const replacesTag = 'portico:replaces'
/** On a share link's API key: the link's id. On its usage plan: how many requests a day each of its keys can make. */
export const shareLinkTag = 'portico:share-link'
export const shareCapTag = 'portico:share-cap'
/** On the API: each live share link, `portico:share:{id}`, and the rest of its record, `portico:share:{id}:{n}`. */
export const shareTagPrefix = 'portico:share:'
export const stageTag = 'portico:stage'
export const pathTag = 'portico:path'
/** On the REST API: the custom domain name that leads to it; until the one of before is gone, that too, a slash between. */
export const domainTag = 'portico:domain'
/** `direct` or `http`, where no function answers: the spec is in the API's documentation. */
export const integrationTag = 'portico:integration'
/** On an API that somebody else made: the method, the integration's URI before, and whether OPTIONS is ours. */
export const adoptedTag = 'portico:adopted'
export const adoptedUriTag = 'portico:adopted-uri'
export const adoptedOptionsTag = 'portico:adopted-options'
/** Beside it, as they were before: the integration's deadline and role, the method's throttle, what the stage served. */
export const adoptedTimeoutTag = 'portico:adopted-timeout'
export const adoptedCredentialsTag = 'portico:adopted-credentials'
export const adoptedThrottleTag = 'portico:adopted-throttle'
export const adoptedDeploymentTag = 'portico:adopted-deployment'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-restrictions.html */
export const mostTags = 50

export const aliasName = 'live'
export const rolePolicyName = 'portico'
export const validatorName = 'portico'
export const bodyValidatorName = 'portico-body'
/** Stands for the API's id in the plan, before the API exists. */
export const restApiIdPlaceholder = '{restapi_id}'

/** Lambda function names and IAM role names end at 64 characters, endpoint names at 63. */
const maxLength = 64

export const shortHash = (text: string, length = 8): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length)

/**
 * Cuts what does not fit; the hash is over the whole name, so that two long names with one beginning stay two.
 * @param suffix stays whole, because it says what the thing is
 */
export function fitName(name: string, suffix = ''): string {
  if (name.length + suffix.length <= maxLength) return `${name}${suffix}`
  const hash = shortHash(name)
  return `${name.slice(0, maxLength - suffix.length - hash.length - 1).replace(/(?<!-)-+$/, '')}-${hash}${suffix}`
}

type Naming = Pick<WiringTarget, 'accountId' | 'partition' | 'roleNames'>

/**
 * Names a role as the account wants roles to be named. The path is a part of its ARN alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function roleNamed(
  name: string,
  { accountId, partition, roleNames }: Naming,
  suffix?: string,
): { name: string; path: string; arn: string } {
  const whole = fitName(`${roleNames?.prefix ?? ''}${name}`, suffix)
  const path = roleNames?.path ?? '/'
  return { name: whole, path, arn: `arn:${partition}:iam::${accountId}:role${path}${whole}` }
}

/** Names the role that allows API Gateway to write the logs of every API of the account: made once, and left where it is. */
export const gatewayLogsRoleOf = (target: Naming): ReturnType<typeof roleNamed> =>
  roleNamed('portico-gateway-logs', target)

export interface WiringNames {
  roleName: string
  /** Begins and ends with a slash. */
  rolePath: string
  roleArn: string
  functionName: string
  functionArn: string
  aliasArn: string
  logGroupName: string
  /** Without the trailing `:*`. */
  logGroupArn: string
  /** Names the gateway's access log. */
  accessLogName: string
  accessLogArn: string
  usagePlanName: string
  playgroundKeyName: string
}

/** @param endpointName as SageMaker has it, case included: IAM compares resource ARNs case-sensitively */
export function namesOf(endpointName: string, target: WiringTarget): WiringNames {
  const { accountId, region, partition } = target
  const functionName = fitName(`portico-${endpointName}`)
  // IAM is global to an account, so one endpoint name in two regions needs two roles.
  const role = roleNamed(`portico-${region}-${endpointName}`, target)
  const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`
  const logGroupName = `/aws/lambda/${functionName}`
  const accessLogName = `/aws/apigateway/${functionName}`
  const logArn = `arn:${partition}:logs:${region}:${accountId}:log-group:`
  return {
    roleName: role.name,
    rolePath: role.path,
    roleArn: role.arn,
    functionName,
    functionArn,
    aliasArn: `${functionArn}:${aliasName}`,
    logGroupName,
    logGroupArn: `${logArn}${logGroupName}`,
    accessLogName,
    accessLogArn: `${logArn}${accessLogName}`,
    usagePlanName: functionName,
    playgroundKeyName: `${functionName}-playground`,
  }
}

export interface AuthorizerNames {
  functionName: string
  functionArn: string
  roleName: string
  rolePath: string
  roleArn: string
}

/** Ends the names of function and role of an authorizer of keys. */
export const authorizerSuffix = '_authorizer'

/** Names the authorizer of keys. No endpoint's name has an underscore, so no function of another endpoint has the same. */
export function authorizerNamesOf(endpointName: string, target: WiringTarget): AuthorizerNames {
  const { accountId, region, partition } = target
  const functionName = fitName(`portico-${endpointName}`, authorizerSuffix)
  const role = roleNamed(`portico-${region}-${endpointName}`, target, authorizerSuffix)
  return {
    functionName,
    functionArn: `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`,
    roleName: role.name,
    rolePath: role.path,
    roleArn: role.arn,
  }
}

/**
 * What API Gateway presents when it calls an authorizer, which belongs to no stage and no method. The id is `*`: an import can give
 * the authorizer another one, and a stage serves the one that was there when its deployment was made. AWS SAM does the same.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-create.html
 * https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/api/api_generator.py
 */
export const authorizerSourceArn = ({ accountId, region, partition }: WiringTarget, restApiId: string): string =>
  `arn:${partition}:execute-api:${region}:${accountId}:${restApiId}/authorizers/*`

/**
 * What API Gateway presents when it calls the function. A source ARN with `ANY` as its method matches nothing, so method
 * and stage are `*`; `test-invoke-stage` is covered too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export const sourceArnOf = ({ accountId, region, partition }: WiringTarget, restApiId: string, path: string): string =>
  `arn:${partition}:execute-api:${region}:${accountId}:${restApiId}/*/*/${path}`

/** The path of the source ARN; with the paths below it if the function responds there too. */
export const sourcePath = (
  { resourcePath }: { resourcePath: string },
  { openAi, mcp }: { openAi?: object; mcp?: object },
): string => (openAi || mcp ? `${resourcePath}*` : resourcePath)

/** From the source ARN, so that a new path's statement stands beside the old one until the switch is done. */
export const statementIdOf = (sourceArn: string): string => `portico-${shortHash(sourceArn, 12)}`

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
export const gatewayArn = ({ region, partition }: WiringTarget, path: string): string =>
  `arn:${partition}:apigateway:${region}::/${path}`

export const restApiArn = (target: WiringTarget, restApiId: string): string =>
  gatewayArn(target, `restapis/${restApiId}`)

export const domainArn = (target: WiringTarget, name: string): string => gatewayArn(target, `domainnames/${name}`)

export const stageArn = (target: WiringTarget, restApiId: string, stage: string): string =>
  `${restApiArn(target, restApiId)}/stages/${stage}`

/** A comma, which a path can have and a tag cannot, has always been written `=2C`. */
export const pathToTag = (path: string): string => textToTag(path)
export const pathFromTag = (value: string): string => textFromTag(value)

/** Who deployed, as a tag value. */
export const personToTag = (person: string): string => textToTag(person.trim()) || 'unknown'
export const personFromTag = (tag: string | undefined): string | undefined => tag && textFromTag(tag)

/** A version's description says who published it. */
export const publishedBy = (person: string): string => `Portico: ${person.replace(/\s+/g, ' ').trim()}`.slice(0, 256)
export const publisherOf = (description: string): string | undefined => description.match(/^Portico: (.+)$/)?.[1]

export const isManaged = (tags: Record<string, string> | undefined): boolean => tags?.[managedTag] !== undefined

/** Says whether it is ours, and of this endpoint: two endpoints' names can be cut to one, in theory. */
export const belongsTo = (tags: Record<string, string> | undefined, endpointName: string): boolean =>
  isManaged(tags) && tags?.[endpointTag] === endpointName

/** The description of every resource that takes one. */
export const wiringDescription = (endpointName: string): string =>
  `Public URL of SageMaker endpoint ${endpointName}, made by Portico`
