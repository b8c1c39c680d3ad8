/** The sandbox's accounts and their users' keys. Each test file makes an account of its own. */
import { randomBytes, randomInt } from 'node:crypto'
import { partitionOf } from './kernel/partition'
import type { World } from './kernel/types'
import { restoreAccount, type SavedAccount, saveAccount } from './saved-account'
import { type SeedOptions, seedAccount } from './seed/endpoints'

interface AccountKey {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
}

interface NewAccount {
  accountId?: string
  seed: boolean
  deny: string[]
  /** The region of its endpoints, which says its partition too; the sandbox's own unless given. */
  region?: string
  /** Endpoints with somebody's own container behind them. */
  endpoints?: { name: string; url: string }[]
  /** The number of further endpoints, for scale. */
  extraEndpoints?: number
}

export interface Accounts {
  create(options: NewAccount): Promise<AccountKey>
  createKey(accountId: string, deny: string[]): AccountKey
  /** Returns what is in the account, without its keys. */
  save(accountId: string): SavedAccount
  /** Replaces what is in the account. Its administrator gets a new key, as that of a new account does. */
  load(saved: SavedAccount): AccountKey
  /** Attaches a policy to the account's administrators that denies these actions, in place of the one before. */
  deny(accountId: string, actions: string[]): void
}

export function createAccounts(world: World, region: string, seedOptions: SeedOptions): Accounts {
  const regions = new Map<string, string>()
  const createKey = (accountId: string, deny: string[]): AccountKey => {
    const partition = partitionOf(regions.get(accountId) ?? region)
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
        arn: `arn:${partition}:iam::${accountId}:user/${user}`,
        userId: `AIDA${randomBytes(8).toString('hex').toUpperCase()}`,
        createdAt: Date.now(),
        deniedActions: deny,
      },
    })
    return { accountId, accessKeyId, secretAccessKey }
  }
  const taken = new Set<string>()
  return {
    createKey,
    save: (accountId) => saveAccount(world, accountId, regions.get(accountId) ?? region),
    load(saved) {
      const { accountId } = saved
      restoreAccount(world, saved)
      taken.add(accountId)
      regions.set(accountId, saved.region)
      return createKey(accountId, [])
    },
    deny(accountId, actions) {
      for (const { principal } of world.credentials.values())
        if (principal.accountId === accountId && principal.arn.endsWith(':user/admin'))
          principal.deniedActions = actions
    },
    async create({
      accountId,
      seed,
      deny,
      endpoints: fronted = seedOptions.fronted,
      extraEndpoints = seedOptions.extraEndpoints,
      region: own = region,
    }) {
      let id = accountId ?? ''
      while (!id || (taken.has(id) && !accountId)) id = String(randomInt(100_000_000_000, 999_999_999_999))
      taken.add(id)
      regions.set(id, own)
      if (seed) await seedAccount(world, id, own, { fronted, extraEndpoints })
      return createKey(id, deny)
    },
  }
}
