/**
 * Every AWS resource of a public API, in the order in which a first deploy makes them. A plan lists them in this order; what is
 * left over and what is removed goes in the opposite one.
 */
import { accessLogPlan } from './access-log/plan'
import { alarmsPlan } from './alarms/plan'
import { aliasPlan } from './alias/plan'
import { authorizerPlan } from './authorizer/plan'
import { domainPlan } from './domain/plan'
import { functionPlan } from './function/plan'
import { keysPlan } from './keys/plan'
import { logGroupPlan } from './log-group/plan'
import { permissionPlan } from './permission/plan'
import type { ResourcePlan } from './resource'
import { restApiPlan } from './rest-api/plan'
import { rolePlan } from './role/plan'
import { stagePlan } from './stage/plan'
import { webAclPlan } from './web-acl/plan'

const byName = {
  role: rolePlan,
  'access-log': accessLogPlan,
  'log-group': logGroupPlan,
  function: functionPlan,
  alias: aliasPlan,
  authorizer: authorizerPlan,
  'rest-api': restApiPlan,
  stage: stagePlan,
  keys: keysPlan,
  domain: domainPlan,
  'web-acl': webAclPlan,
  alarms: alarmsPlan,
  permission: permissionPlan,
} satisfies Record<string, ResourcePlan>

/** Is the name of a resource's folder. */
export type ResourceName = keyof typeof byName

/** Holds the pure half of each resource by its name. */
export const plans: Record<ResourceName, ResourcePlan> = byName

/** Lists the resources in the order of a deploy; a removal goes the other way. */
export const resources: ResourcePlan[] = Object.values(plans)

/** Lists the names in the same order. */
export const resourceNames = Object.keys(plans) as ResourceName[]
