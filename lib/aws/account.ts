/** Whose credentials these are. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { processWide } from '../process-wide'

/** By access key and endpoint. Temporary keys come and go, so the oldest goes first. */
const known = processWide('accounts-of-access-keys', () => new Map<string, string>())
const most = 200

/**
 * Reads the account of the client's credentials: once for each access key, as a key belongs to one account for good.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html
 */
export async function readAccountId(sts: STSClient): Promise<string> {
  const [{ accessKeyId }, endpoint] = await Promise.all([sts.config.credentials(), sts.config.endpoint?.()])
  const key = JSON.stringify([accessKeyId, endpoint?.hostname, endpoint?.port])
  const before = known.get(key)
  if (before !== undefined) return before
  const { Account = '' } = await sts.send(new GetCallerIdentityCommand({}))
  if (Account) known.set(key, Account)
  if (known.size > most) known.delete(known.keys().next().value ?? '')
  return Account
}
