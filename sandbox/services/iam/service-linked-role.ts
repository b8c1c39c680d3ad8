/**
 * Roles that a service creates for itself when a caller first needs them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html
 */
import type { Call } from '../../kernel/types'
import { addRole } from './add-role'
import { identityAllows } from './authorize'
import { iamState } from './state'

/** Returns false if the role does not exist and the caller cannot create it. */
export function ensureServiceLinkedRole(call: Call, service: string, name: string): boolean {
  if (iamState(call.world, call.accountId).roles.has(name.toLowerCase())) return true
  const path = `/aws-service-role/${service}/`
  const resource = `arn:${call.partition}:iam::${call.accountId}:role${path}${name}`
  const keys = { 'iam:AWSServiceName': service }
  if (!identityAllows(call, { action: 'iam:CreateServiceLinkedRole', resource, keys })) return false
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  }
  addRole(call, { name, path, trustPolicy: JSON.stringify(trust) })
  return true
}
