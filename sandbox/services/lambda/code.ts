/** The address that GetFunction gives for the code; on AWS a signed URL of S3. */
import type { World } from '../../kernel/types'
import { lambdaState } from './state'

/** `/_sandbox/code/{accountId}/{region}/{codeSha256}`. */
export function codeDownload(world: World, path: string): Buffer | undefined {
  const match = path.match(/^\/_sandbox\/code\/(\d{12})\/([a-z0-9-]+)\/([^/]+)$/)
  const [, accountId, region, sha] = match ?? []
  if (!accountId || !region || !sha) return undefined
  const wanted = decodeURIComponent(sha)
  for (const one of lambdaState(world, { accountId, region }).functions.values()) {
    const revision = [one.latest, ...one.versions.values()].find(({ codeSha256 }) => codeSha256 === wanted)
    if (revision) return revision.code
  }
  return undefined
}
