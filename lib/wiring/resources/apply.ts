/** Every resource's own way to be taken away, by the names of `index.ts`. */
import type { ResourceName } from '.'
import { accessLogApply } from './access-log/apply'
import { alarmsApply } from './alarms/apply'
import type { ResourceApply } from './apply-resource'
import { authorizerApply } from './authorizer/apply'
import { domainApply } from './domain/apply'
import { functionApply } from './function/apply'
import { keysApply } from './keys/apply'
import { logGroupApply } from './log-group/apply'
import { permissionApply } from './permission/apply'
import { restApiApply } from './rest-api/apply'
import { roleApply } from './role/apply'
import { stageApply } from './stage/apply'
import { webAclApply } from './web-acl/apply'

export const apply: Record<ResourceName, ResourceApply> = {
  role: roleApply,
  'access-log': accessLogApply,
  'log-group': logGroupApply,
  function: functionApply,
  // It goes with the function.
  alias: {},
  authorizer: authorizerApply,
  'rest-api': restApiApply,
  stage: stageApply,
  keys: keysApply,
  domain: domainApply,
  'web-acl': webAclApply,
  alarms: alarmsApply,
  permission: permissionApply,
}
