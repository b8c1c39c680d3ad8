/** The ARN of each resource of a wiring, for people who look in AWS itself. */

import { domainArn, gatewayLogsRoleOf, namesOf, restApiArn, sourceArnOf, sourcePath, stageArn } from '../../spec/names'
import type { WiringTarget } from '../../spec/spec'
import type { WiringResource, WiringView } from '../../wiring/read/current'

/** Undefined where the part that it takes is not there yet. */
export function arnOfResource(
  resource: Pick<WiringResource, 'type' | 'name' | 'arn'>,
  wiring: Pick<WiringView, 'restApiId' | 'resourceId' | 'resourcePath' | 'stage' | 'deploymentId' | 'spec' | 'route'>,
  endpointName: string,
  target: WiringTarget,
): string | undefined {
  const names = namesOf(endpointName, target)
  const { restApiId, resourceId, resourcePath, stage, deploymentId, spec, route } = wiring
  const api = restApiId && restApiArn(target, restApiId)
  switch (resource.type) {
    case 'iam-role':
      return route?.role.kind === 'existing' && resource.name !== names.roleName ? route.role.arn : names.roleArn
    case 'log-group':
      return names.logGroupArn
    case 'access-log':
      return names.accessLogArn
    case 'gateway-account':
      return gatewayLogsRoleOf(target).arn
    case 'lambda-function':
      return names.functionArn
    case 'lambda-alias':
      return names.aliasArn
    case 'rest-api':
      return api || undefined
    case 'api-definition':
      if (!api || !resourceId) return undefined
      // GET and POST have a method each.
      return `${api}/resources/${resourceId}${route?.integration?.kind === 'direct' ? '' : '/methods/ANY'}`
    case 'deployment':
      return api && deploymentId ? `${api}/deployments/${deploymentId}` : undefined
    case 'stage':
      return restApiId && stage ? stageArn(target, restApiId, stage) : undefined
    case 'domain-name':
      return domainArn(target, resource.name)
    case 'base-path':
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
      return (
        spec?.domain && `${domainArn(target, spec.domain.name)}/basepathmappings/${resource.name.slice(1) || '(none)'}`
      )
    case 'invoke-permission':
      return restApiId && resourcePath
        ? sourceArnOf(target, restApiId, sourcePath({ resourcePath }, spec ?? {}))
        : undefined
    default:
      return resource.arn
  }
}
