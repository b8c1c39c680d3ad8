/**
 * AWS WAF: two Regional web ACLs that are there, without rules, and their associations with stages.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
import { AwsError } from '../kernel/errors'
import { startOf, writeToken } from '../kernel/page-token'
import type { Call, Need, Operation, Service } from '../kernel/types'
import { stateOf } from './apigateway/find'
import type { Stage } from './apigateway/state'

const ids = {
  'public-apis': '6f1c6f1e-2f0a-4d3e-9f52-0c8f6a3b7d10',
  strict: 'b7c0a1d4-91e5-4f0e-8a57-5d2e4c7f9a31',
}

type Place = Pick<Call, 'partition' | 'region' | 'accountId'>

export const webAclArn = ({ partition, region, accountId }: Place, name: keyof typeof ids): string =>
  `arn:${partition}:wafv2:${region}:${accountId}:regional/webacl/${name}/${ids[name]}`

const webAcls = (call: Call) =>
  (Object.keys(ids) as (keyof typeof ids)[]).map((name) => ({
    Name: name,
    Id: ids[name],
    Description: '',
    LockToken: ids[name],
    ARN: webAclArn(call, name),
  }))

/** The words are those that people met: serverless-associate-waf#27, aws-samples/serverless-patterns#2173. */
const nonexistent = () =>
  new AwsError(
    'WAFNonexistentItemException',
    'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
  )

const invalid = (field: string, parameter: unknown) =>
  new AwsError(
    'WAFInvalidParameterException',
    `Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: ${field}, parameter: ${parameter}`,
  )

function stageOf(arn: unknown, call: Call): Stage {
  const [, partition, region, restApiId = '', name = ''] =
    String(arn).match(/^arn:([a-z-]+):apigateway:([a-z0-9-]+)::\/restapis\/([a-z0-9]+)\/stages\/([A-Za-z0-9_-]+)$/) ??
    []
  if (partition !== call.partition || region !== call.region) throw invalid('RESOURCE_ARN', arn)
  const stage = stateOf(call).restApis.get(restApiId)?.stages.get(name)
  if (!stage) throw nonexistent()
  return stage
}

const associateWebAcl: Operation = ({ WebACLArn, ResourceArn }, call) => {
  if (!/^arn:[a-z-]+:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[^/]+\/[0-9a-f-]+$/.test(WebACLArn))
    throw invalid('WEB_ACL_ARN', WebACLArn)
  const stage = stageOf(ResourceArn, call)
  if (!webAcls(call).some(({ ARN }) => ARN === WebACLArn)) throw nonexistent()
  // A stage has one at most: another one takes its place.
  stage.webAclArn = WebACLArn
  return {}
}

const disassociateWebAcl: Operation = ({ ResourceArn }, call) => {
  stageOf(ResourceArn, call).webAclArn = undefined
  return {}
}

/** A hundred a page at most; CloudFront's are in us-east-1 alone: https://docs.aws.amazon.com/waf/latest/APIReference/API_ListWebACLs.html */
const listWebAcls: Operation = ({ Scope, Limit = 100, NextMarker }, call) => {
  if (Scope === 'CLOUDFRONT' && call.region !== 'us-east-1')
    throw new AwsError(
      'WAFInvalidParameterException',
      'Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT',
    )
  const all = Scope === 'REGIONAL' ? webAcls(call) : []
  const list = `ListWebACLs ${Scope}`
  const start = startOf(
    list,
    NextMarker,
    () => new AwsError('WAFInvalidParameterException', 'Error reason: The marker is not valid.'),
  )
  const end = start + Limit
  return { WebACLs: all.slice(start, end), ...(end < all.length ? { NextMarker: writeToken(list, end) } : {}) }
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html */
const alsoNeeds = (operation: string, { ResourceArn }: Record<string, unknown>): Need[] =>
  operation === 'AssociateWebACL'
    ? ['wafv2:AssociateWebACL', 'apigateway:SetWebACL'].map((action) => ({ action, resource: String(ResourceArn) }))
    : []

export const wafService: Service = {
  signingName: 'wafv2',
  protocol: 'json-1.1',
  targetPrefix: 'AWSWAF_20190729',
  operations: {
    AssociateWebACL: associateWebAcl,
    DisassociateWebACL: disassociateWebAcl,
    ListWebACLs: listWebAcls,
  },
  alsoNeeds,
  resourceArn: (_, { WebACLArn, ResourceArn }) => String(WebACLArn ?? ResourceArn ?? '*'),
}
