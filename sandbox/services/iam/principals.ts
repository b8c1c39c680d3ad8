/**
 * Who a policy can name: services that AWS has, and accounts, users and roles that are there. IAM and Lambda keep the
 * unique id of a user or role and so look for it, in any account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * https://github.com/hashicorp/terraform-provider-aws/issues/8905 (a role that is not there)
 */
import { isPartition } from '../../kernel/partition'
import type { World } from '../../kernel/types'
import { findRole, roleIdOf } from './evaluate'
import servicePrincipals from './service-principals.json' with { type: 'json' }

const services = new Set<string>(servicePrincipals)

/** `lambda`: what stands before an endpoint of AWS. */
export const isServicePrefix = (name: string): boolean => services.has(name)

/** Services whose principal ends with the suffix of the partition: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const withSuffix = new Set(['ec2', 'elasticmapreduce'])

/**
 * `lambda.amazonaws.com`, and the form of some services with the region in it (`logs.cn-north-1.amazonaws.com.cn`). Others have no
 * `.cn` in China either: https://github.com/serverless/serverless/issues/5365, https://github.com/DataDog/datadog-serverless-functions/issues/346
 */
export function isServicePrincipal(name: string): boolean {
  const [, service = '', suffix] = name.match(/^([a-z0-9.-]+)\.amazonaws\.com(\.cn)?$/) ?? []
  const regional = service.replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, '')
  if (regional !== service) return services.has(regional) || services.has(service)
  return suffix === undefined ? services.has(service) : withSuffix.has(service)
}

const isAccount = (world: World, accountId: string) =>
  [...world.credentials.values()].some(({ principal }) => principal.accountId === accountId)

/** An account by its id or its root, a user, a role, or a session of a role. */
export function isAwsPrincipal(world: World, name: string): boolean {
  if (/^\d{12}$/.test(name)) return isAccount(world, name)
  const [, partition = '', service, accountId = '', kind, rest = ''] =
    name.match(/^arn:([a-z-]+):(iam|sts)::(\d{12}):(root$|user\/|role\/|assumed-role\/)(.*)$/) ?? []
  if (!isPartition(partition) || !isAccount(world, accountId)) return false
  if (service === 'sts')
    return kind === 'assumed-role/' && findRole(world, accountId, rest.split('/')[0] ?? '') !== undefined
  if (kind === 'role/') return roleIdOf(world, name) !== undefined
  if (kind === 'user/') return [...world.credentials.values()].some(({ principal }) => principal.arn === name)
  return kind === 'root'
}
