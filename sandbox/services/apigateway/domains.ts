/**
 * Custom domain names of Regional APIs, and which API and stage each of their base paths is.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_DomainName.html
 */

import { AwsError } from '../../kernel/errors'
import { dnsSuffixOf } from '../../kernel/partition'
import type { Call, Operation } from '../../kernel/types'
import { ensureServiceLinkedRole } from '../iam/service-linked-role'
import { badRequest, conflict, notFound } from './errors'
import { stateOf } from './find'
import { newId } from './ids'
import { refuse, stringMap, text } from './input'
import { page } from './page'
import { applyPatches, readPatches, replaced } from './patch'
import type { DomainName } from './state'
import { checkTags } from './tags'

/** What a mapping without a base path is called. */
const none = '(none)'

const view = ({ mappings: _, ...domain }: DomainName, call: Call): object => ({
  ...domain,
  domainNameArn: `arn:${call.partition}:apigateway:${call.region}::/domainnames/${domain.domainName}`,
  endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
  domainNameStatus: 'AVAILABLE',
  tags: Object.keys(domain.tags).length > 0 ? domain.tags : undefined,
})

function checkCertificate(arn: string | undefined, { region, accountId }: Call): string {
  const match = arn?.match(/^arn:aws[a-z-]*:acm:([a-z0-9-]+):(\d{12}):certificate\/[\w-]+$/)
  if (!match) throw badRequest('Invalid certificate ARN')
  // Regional endpoints take certificates of their own region and account.
  if (match[1] !== region || match[2] !== accountId)
    throw badRequest(`Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`)
  return arn ?? ''
}

function domainOf(name: unknown, call: Call): DomainName {
  const domain = stateOf(call).domainNames.get(String(name))
  if (!domain) throw notFound('Invalid domain name identifier specified')
  return domain
}

function checkStage(restApiId: unknown, stage: unknown, call: Call): void {
  const api = stateOf(call).restApis.get(String(restApiId))
  if (!api) throw badRequest('Invalid REST API identifier specified')
  if (stage !== undefined && !api.stages.has(String(stage))) throw badRequest('Invalid stage identifier specified')
}

const mappingOf = (input: { domain_name: string; base_path: string }, call: Call) => {
  const domain = domainOf(input.domain_name, call)
  const mapping = domain.mappings.get(input.base_path)
  if (!mapping) throw notFound('Invalid base path mapping identifier specified')
  return { domain, mapping }
}

/**
 * The first Regional domain name of an account creates API Gateway's service-linked role, with the caller's permission.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
 * The refusal is recorded in https://github.com/amplify-education/serverless-domain-manager/issues/112
 */
function ensureServiceRole(call: Call): void {
  if (!ensureServiceLinkedRole(call, 'ops.apigateway.amazonaws.com', 'AWSServiceRoleForAPIGateway'))
    throw new AwsError(
      'AccessDeniedException',
      'Caller does not have permissions to create a Service Linked Role.',
      403,
    )
}

export const domainOperations: Record<string, Operation> = {
  CreateDomainName: (input, call) => {
    refuse(input, ['certificateArn', 'mutualTlsAuthentication', 'policy'])
    const name = String(input.domainName ?? '')
    if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(name)) throw badRequest('Invalid domain name')
    if (stateOf(call).domainNames.has(name)) throw conflict('The domain name you provided already exists.')
    const domain: DomainName = {
      domainName: name,
      regionalCertificateArn: checkCertificate(text(input.regionalCertificateArn), call),
      regionalDomainName: `d-${newId(10)}.execute-api.${call.region}.${dnsSuffixOf(call.region)}`,
      regionalHostedZoneId: 'Z1UJRXOUMOOFQ8',
      securityPolicy: text(input.securityPolicy) ?? 'TLS_1_2',
      tags: checkTags(stringMap(input.tags)),
      mappings: new Map(),
    }
    ensureServiceRole(call)
    stateOf(call).domainNames.set(name, domain)
    return view(domain, call)
  },
  GetDomainName: (input, call) => view(domainOf(input.domain_name, call), call),
  UpdateDomainName: (input, call) => {
    const domain = domainOf(input.domain_name, call)
    applyPatches(domain, readPatches(input), {
      '/regionalCertificateArn': replaced((draft, value) => {
        draft.regionalCertificateArn = checkCertificate(value, call)
      }),
      '/securityPolicy': replaced((draft, value) => {
        draft.securityPolicy = value ?? 'TLS_1_2'
      }),
    })
    return view(domain, call)
  },
  DeleteDomainName: (input, call) => {
    stateOf(call).domainNames.delete(domainOf(input.domain_name, call).domainName)
    return {}
  },
  CreateBasePathMapping: (input, call) => {
    const domain = domainOf(input.domain_name, call)
    const basePath = text(input.basePath) || none
    if (domain.mappings.has(basePath)) throw conflict('Base path already exists for this domain name')
    checkStage(input.restApiId, input.stage, call)
    const mapping = { basePath, restApiId: String(input.restApiId), stage: text(input.stage) }
    domain.mappings.set(basePath, mapping)
    return mapping
  },
  GetBasePathMappings: (input, call) => {
    const { items, position } = page(
      `GetBasePathMappings ${input.domain_name}`,
      [...domainOf(input.domain_name, call).mappings.values()],
      (one) => one.basePath,
      input,
    )
    return { item: items, position }
  },
  UpdateBasePathMapping: (input, call) => {
    const { mapping } = mappingOf(input, call)
    applyPatches(mapping, readPatches(input), {
      '/restapiId': replaced((draft, value) => {
        draft.restApiId = value ?? ''
      }),
      '/stage': replaced((draft, value) => {
        checkStage(draft.restApiId, value, call)
        draft.stage = value
      }),
    })
    return mapping
  },
  DeleteBasePathMapping: (input, call) => {
    const { domain, mapping } = mappingOf(input, call)
    domain.mappings.delete(mapping.basePath)
    return {}
  },
}

/**
 * An API that a base path leads to is not deleted: the mapping goes first.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export function refuseWhileMapped(restApiId: string, call: Call): void {
  for (const { domainName, mappings } of stateOf(call).domainNames.values())
    if ([...mappings.values()].some((mapping) => mapping.restApiId === restApiId))
      throw badRequest(`Please remove all base path mappings related to the API in your domains: ${domainName}`)
}
