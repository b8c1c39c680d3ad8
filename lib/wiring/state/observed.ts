/**
 * The observed state: what AWS has of one wiring now, as plain data. `observe` reads it, and `plan.ts` of each resource compares
 * it with the desired state.
 */

import type { Statement } from '../../aws/iam/policy'
import type {
  ApiFields,
  ObservedAlias,
  ObservedApi,
  ObservedApiKey,
  ObservedDomain,
  ObservedFunction,
  ObservedFunctionUrl,
  ObservedLogGroup,
  ObservedRole,
  ObservedStage,
  ObservedUsagePlan,
  PlanFacts,
  QualifiedPermissions,
  RoleIdentity,
} from '../../aws/types'
import type { RecordedSpec } from './recorded-specs'

/**
 * What only some wirings have: read if the spec or a tag of the API names it (`resources/read.ts`). A resource can add its
 * part in its own folder, by `declare module`.
 */
export interface ObservedParts {
  /** Those that the API's tag names, and the one that is chosen. */
  domains?: ObservedDomain[]
}

/** Holds every resource of one public API as AWS has it now. An absent one is not there, unless its field says otherwise. */
export interface Observed extends ObservedParts {
  role?: ObservedRole
  /** Roles of this endpoint that Portico made under other names, before the account changed how roles are named. */
  earlierRoles?: ObservedRole[]
  /** Roles that are not ours, by ARN: the one that is chosen, and those of the function. Absent if it cannot be read. */
  otherRoles?: Record<string, RoleIdentity | 'gone'>
  logGroup?: ObservedLogGroup
  /** The group of the gateway's access log. */
  accessLog?: ObservedLogGroup
  /** The role that writes the logs of every API of the account; null: read, and there is none; absent: not read. */
  gatewayLogsRole?: string | null
  function?: ObservedFunction
  alias?: ObservedAlias
  /** Who can call the alias. */
  permissions: Statement[]
  /** Who can call the function itself, past the alias. */
  functionPermissions?: Statement[]
  /** Who can call a version by its number, of the newest versions. Absent where versions cannot be listed. */
  versionPermissions?: QualifiedPermissions
  /** Who can call an alias that is not ours. Absent where aliases cannot be listed. */
  aliasPermissions?: QualifiedPermissions
  /** Absent where they cannot be listed. */
  functionUrls?: ObservedFunctionUrl[]
  /** Every API that has this endpoint's tags, oldest first; more than one after two deploys at once. */
  apis: ObservedApi[]
  /** The oldest of them, read in full. */
  api?: ObservedApi &
    ApiFields & { stages: ObservedStage[] /** Read where no function answers. */; recordedSpecs?: RecordedSpec[] }
  /** Those that have this endpoint's tags, the one that stays first; more than one after two deploys at once. */
  usagePlans: ObservedUsagePlan[]
  /** Plans of other people that name a stage of this API: their keys open it too. */
  foreignPlans?: PlanFacts[]
  /** The plans of share links, one for each daily cap. They are no part of the spec, and have to follow its stage. */
  sharePlans: PlanFacts[]
  /** Those that have this endpoint's tags, oldest first. */
  apiKeys: ObservedApiKey[]
}

/** The API of a wiring that has one, read in full. */
export type FullApi = NonNullable<Observed['api']>
