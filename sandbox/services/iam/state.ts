/** What IAM remembers of an account; one for all its regions. */
import type { World } from '../../kernel/types'

export interface Role {
  name: string
  id: string
  arn: string
  path: string
  description?: string
  createdAt: number
  /** A changed trust policy takes as long to spread as a new role. */
  trustChangedAt: number
  trustPolicy: string
  /** What holds until the change has spread; absent of a new role. */
  trustBefore?: string
  maxSessionSeconds: number
  permissionsBoundary?: string
  tags: Map<string, string>
  /** Inline policies by name; JSON text as it was put. */
  policies: Map<string, string>
  attached: Set<string>
}

export interface IamState {
  /** By name in lower case: names ignore case. */
  roles: Map<string, Role>
  /** What a service control policy of its organization denies, as patterns: `iam:CreateRole`, `lambda:* arn:…`. */
  deniedByOrganization?: string[]
}

export const iamState = (world: World, accountId: string): IamState =>
  world.state('iam', accountId, 'aws-global', () => ({ roles: new Map() }))
