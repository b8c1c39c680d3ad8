/**
 * Credentials of an assumed role, as a provider that the SDK's clients use before each call. One session serves all
 * clients of a person, and is renewed five minutes before it ends, so that a job that runs for hours goes on.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts'
import { isExpected, Refusal, toFailure } from '../../errors'

export interface Session {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  expiration: Date
}

export interface RoleToAssume {
  roleArn: string
  /** Who is behind it: name of the session and source identity, which CloudTrail shows with each call. */
  sessionName: string
  externalId?: string
}

/** A role that assumes a role has an hour at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html */
const seconds = 3600
const earlyMs = 5 * 60_000

/**
 * Makes a provider of a role's sessions; simultaneous callers share one AssumeRole.
 * @param now ms since 1970
 * @returns the session in use, or a new one five minutes before that one ends; it rejects with STS's error
 */
export function assumedRole(sts: STSClient, role: RoleToAssume, now: () => number = Date.now): () => Promise<Session> {
  let kept: Session | undefined
  let running: Promise<Session> | undefined
  return () => {
    if (kept && kept.expiration.getTime() - now() > earlyMs) return Promise.resolve(kept)
    running ??= assume(sts, role)
      .then((session) => {
        kept = session
        return session
      })
      .finally(() => {
        running = undefined
      })
    return running
  }
}

async function assume(sts: STSClient, { roleArn, sessionName, externalId }: RoleToAssume): Promise<Session> {
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: sessionName,
        SourceIdentity: sessionName,
        ExternalId: externalId,
        DurationSeconds: seconds,
      }),
    )
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {}
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
      throw new Error('AssumeRole answered without credentials')
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    }
  } catch (error) {
    if (!isExpected(error)) throw error
    throw new Refusal(failureOf(error, roleArn))
  }
}

/** AWS says the same of a role that is not there, of a trust that names somebody else, and of a wrong external id. */
function failureOf(error: unknown, roleArn: string) {
  const failure = toFailure(error, { operation: 'sts:AssumeRole' })
  if (failure.code !== 'access-denied') return failure
  const { message = '' } = failure.aws ?? {}
  const who = message.match(/arn:\S+/)?.[0] ?? "the console's role"
  return {
    ...failure,
    code: 'role-refused',
    message: `The console is not allowed to assume ${roleArn}.`,
    cause: `AWS says: ${message}`,
    remedy: `Check that the role is there, that its trust policy allows ${who} to call sts:AssumeRole and sts:SetSourceIdentity with the external id of PORTICO_ACCOUNTS, and that the console's own policy allows both (docs/iam).`,
  }
}
