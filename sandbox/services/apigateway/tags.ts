/** Tags of APIs, stages, keys and usage plans, by ARN. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html */
import type { Call, Operation } from '../../kernel/types'
import { badRequest, notFound } from './errors'
import { restApiOf, stateOf } from './find'
import { stringMap } from './input'

/**
 * The narrower of what AWS says: the guide also allows `@`, blanks and letters of any language.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html
 */
const allowed = /^[a-zA-Z0-9+\-=._:/]*$/

export function checkTags(tags: Record<string, string> | undefined): Record<string, string> {
  const entries = Object.entries(tags ?? {})
  if (entries.length > 50) throw badRequest('The number of tags exceeds the limit of 50')
  for (const [key, value] of entries) {
    // https://github.com/serverless/serverless/issues/9223 has the words.
    if (/^aws:/i.test(key)) throw badRequest("Invalid tag key. Tag keys cannot start with 'aws:' (case insensitive)")
    if (!allowed.test(key) || key.length < 1 || key.length > 128) throw badRequest(`Invalid tag key: ${key}`)
    if (!allowed.test(value) || value.length > 256) throw badRequest(`Invalid tag value for key ${key}`)
  }
  return Object.fromEntries(entries)
}

/** `arn:aws:apigateway:{region}::/apikeys/{id}` and `…/usageplans/{id}`. */
function usageOf(arn: unknown, call: Call): { tags: Record<string, string> } | undefined {
  const match = String(arn).match(/^arn:aws[a-z-]*:apigateway:([a-z0-9-]+)::\/(apikeys|usageplans)\/([^/]+)$/)
  if (!match?.[3] || match[1] !== call.region) return undefined
  const { apiKeys, usagePlans } = stateOf(call)
  const found = match[2] === 'apikeys' ? apiKeys.get(match[3]) : usagePlans.get(match[3])
  if (!found)
    throw notFound(match[2] === 'apikeys' ? 'Invalid API Key identifier specified' : 'Invalid Usage Plan ID specified')
  return found
}

/** `arn:aws:apigateway:{region}::/domainnames/{name}`, `arn:aws:apigateway:{region}::/restapis/{id}` and `…/stages/{name}`. */
function taggedOf(arn: unknown, call: Call): { tags: Record<string, string> } {
  const domain = String(arn).match(/^arn:aws[a-z-]*:apigateway:([a-z0-9-]+)::\/domainnames\/([^/]+)$/)
  if (domain?.[2]) {
    const named = domain[1] === call.region ? stateOf(call).domainNames.get(domain[2]) : undefined
    if (!named) throw notFound('Invalid domain name identifier specified')
    return named
  }
  const usage = usageOf(arn, call)
  if (usage) return usage
  const match = String(arn).match(/^arn:aws[a-z-]*:apigateway:([a-z0-9-]+)::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/)
  if (!match?.[2] || match[1] !== call.region) throw badRequest('Invalid ARN specified in the request')
  const api = restApiOf(match[2], call)
  if (!match[3]) return api
  const stage = api.stages.get(match[3])
  if (!stage) throw notFound('Invalid stage identifier specified')
  return stage
}

export const tagOperations: Record<string, Operation> = {
  TagResource: (input, call) => {
    const tagged = taggedOf(input.resource_arn, call)
    tagged.tags = checkTags({ ...tagged.tags, ...stringMap(input.tags) })
    return {}
  },
  UntagResource: (input, call) => {
    const tagged = taggedOf(input.resource_arn, call)
    const gone = new Set<string>(input.tagKeys ?? [])
    tagged.tags = Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !gone.has(key)))
    return {}
  },
  GetTags: (input, call) => ({ tags: taggedOf(input.resource_arn, call).tags }),
}

/**
 * What a path's tags are for permissions: what lies below an API or a plan has its tags, and a stage its own besides.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 */
export function inheritedTags(path: string, call: Call): Record<string, string> {
  const [, kind = '', id = '', below, name = ''] = path.split('/').map(decodeURIComponent)
  const { restApis, apiKeys, usagePlans, domainNames } = stateOf(call)
  if (kind === 'domainnames') return domainNames.get(id)?.tags ?? {}
  if (kind === 'apikeys') return apiKeys.get(id)?.tags ?? {}
  if (kind === 'usageplans') return usagePlans.get(id)?.tags ?? {}
  const api = kind === 'restapis' ? restApis.get(id) : undefined
  return { ...api?.tags, ...(below === 'stages' ? api?.stages.get(name)?.tags : {}) }
}
