/** Puts a new role into an account's state. */
import { randomBytes } from 'node:crypto'
import type { Call } from '../../kernel/types'
import { iamState, type Role } from './state'

type Chosen = Pick<Role, 'name' | 'path' | 'trustPolicy'> & Partial<Role>

export function addRole(call: Call, chosen: Chosen): Role {
  const now = call.world.clock.now()
  const role: Role = {
    id: `AROA${randomBytes(8).toString('hex').toUpperCase()}`,
    arn: `arn:${call.partition}:iam::${call.accountId}:role${chosen.path}${chosen.name}`,
    createdAt: now,
    trustChangedAt: now,
    maxSessionSeconds: 3600,
    tags: new Map(),
    policies: new Map(),
    attached: new Set(),
    ...chosen,
  }
  iamState(call.world, call.accountId).roles.set(chosen.name.toLowerCase(), role)
  return role
}
