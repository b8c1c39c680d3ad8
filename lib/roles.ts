/** Who can do what. One table, for the action wrapper, the readers and the reasons beside disabled buttons. */
export type Role = 'viewer' | 'deployer' | 'admin'

export interface Person {
  id: string
  name: string
  email: string
  role: Role
  /** Why the role is less here than elsewhere: a limit of the account. */
  limit?: string
}

const rank: Record<Role, number> = { viewer: 0, deployer: 1, admin: 2 }

export const isRole = (value: unknown): value is Role => typeof value === 'string' && Object.hasOwn(rank, value)

export const hasRole = (person: Pick<Person, 'role'>, needed: Role): boolean => rank[person.role] >= rank[needed]

/** Why a control is disabled, or undefined where the person can use it. */
export function refusal(person: Pick<Person, 'role' | 'limit'>, needed: Role): string | undefined {
  if (hasRole(person, needed)) return undefined
  if (person.limit) return person.limit
  return `Your role is ${person.role}; this needs ${needed}. Ask an admin of this console.`
}
