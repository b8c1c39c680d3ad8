/** The sandbox's accounts and their users' keys. Each test file makes an account of its own. */
import { randomBytes, randomInt } from 'node:crypto'
import type { World } from './kernel/types'
import { type SeedOptions, seedAccount } from './services/sagemaker/seed'

export interface AccountKey {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

export interface Accounts {
  create(options: { accountId?: string; seed: boolean; deny: string[] }): Promise<AccountKey>
  createKey(accountId: string, deny: string[]): AccountKey
  /** Attaches a policy to the account's administrators that denies these actions, in place of the one before. */
  deny(accountId: string, actions: string[]): void
}

export function createAccounts(world: World, region: string, seedOptions: SeedOptions): Accounts {
  const createKey = (accountId: string, deny: string[]): AccountKey => {
    const user = deny.length > 0 ? `restricted-${randomBytes(3).toString('hex')}` : 'admin'
    const accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
    const secretAccessKey = randomBytes(30).toString('base64')
    world.credentials.set(accessKeyId, {
      accessKeyId,
      secretAccessKey,
      principal: {
        accountId,
        accessKeyId,
        kind: 'user',
        arn: `arn:aws:iam::${accountId}:user/${user}`,
        userId: `AIDA${randomBytes(8).toString('hex').toUpperCase()}`,
        deniedActions: deny,
      },
    })
    return { accountId, accessKeyId, secretAccessKey }
  }
  const taken = new Set<string>()
  return {
    createKey,
    deny(accountId, actions) {
      for (const { principal } of world.credentials.values())
        if (principal.arn === `arn:aws:iam::${accountId}:user/admin`) principal.deniedActions = actions
    },
    async create({ accountId, seed, deny }) {
      let id = accountId ?? ''
      while (!id || (taken.has(id) && !accountId)) id = String(randomInt(100_000_000_000, 999_999_999_999))
      taken.add(id)
      if (seed) await seedAccount(world, id, region, seedOptions)
      return createKey(id, deny)
    },
  }
}
