/**
 * The one place where the console gets AWS clients: one set for each account, region and person's role. Where an account
 * names roles, a person's calls run under one of them, in a session that carries their name.
 */
import 'server-only'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { assumedRole, type RoleToAssume } from '../aws/client/assume-role'
import { type AwsClients, type ClientOptions, createClients } from '../aws/client/create-clients'
import { currentRunId, noteCall } from '../aws/client/noted-calls'
import { dropOnWrite, sharing } from '../aws/client/shared-reads'
import { partitionIn } from '../aws/partition'
import { config } from '../config'
import { requestNotes } from '../running/request-notes'

/** `shared`: reads are shared with everybody of the same role, for whatever only looks. `own`: for all that writes. */
export interface ClientSets {
  own: AwsClients
  shared: AwsClients
}

// In this module and not process-wide: the SDK's paginators refuse a client that another bundle made.
/** By account, region, role and session. The least recently used goes first. */
const clients = new Map<string, ClientSets>()
/** Sessions of roles; one serves every region. */
const sessions = new Map<string, ReturnType<typeof assumedRole>>()
let identity: { promise: Promise<Identity>; readAt: number } | undefined

const mostSets = 200

/** What is used again goes to the end; over the limit the first goes. Who still holds it can go on using it. */
function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const value = all.get(key) ?? make()
  all.delete(key)
  all.set(key, value)
  if (all.size > mostSets) all.delete(all.keys().next().value ?? '')
  return value
}

/** @param role assumed where one is given; else the credentials are those of the SDK's default chain */
export function clientsFor(accountId: string, region: string, role?: RoleToAssume): ClientSets {
  const session = role && JSON.stringify([role.roleArn, role.sessionName, role.externalId])
  return kept(clients, `${accountId} ${region} ${session ?? ''}`, () => {
    const credentials = role && session && kept(sessions, session, () => assumedRole(ownClients().sts, role))
    const own = make(region, credentials || undefined)
    dropOnWrite(own, accountId)
    if (!config().sharesReads) return { own, shared: own }
    const notBefore = () => requestNotes()?.readsSince
    return { own, shared: sharing(own, { accountId, region, roleArn: role?.roleArn, notBefore }) }
  })
}

const make = (region: string, credentials: ClientOptions['credentials']) =>
  createClients({
    region,
    endpointUrl: config().aws.endpointUrl,
    credentials,
    onCall: noteCall,
    runId: currentRunId,
  })

let base: AwsClients | undefined
/** With the console's own credentials, whatever account they belong to. */
function ownClients(): AwsClients {
  base ??= make(config().aws.regions[0], undefined)
  return base
}

export interface Identity {
  accountId: string
  arn: string
  partition: string
}

const identitySeconds = 300

/**
 * The account that the console's own credentials belong to, kept for five minutes; a refusal is not kept.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function callerIdentity(): Promise<Identity> {
  if (identity && Date.now() - identity.readAt < identitySeconds * 1000) return identity.promise
  const promise = readIdentity()
  identity = { promise, readAt: Date.now() }
  promise.catch(() => {
    identity = undefined
  })
  return promise
}

/** Calls AWS itself, each time. */
export async function readIdentity(): Promise<Identity> {
  const { Account, Arn } = await ownClients().sts.send(new GetCallerIdentityCommand({}))
  if (!Account || !Arn) throw new Error('GetCallerIdentity answered without account or ARN')
  return { accountId: Account, arn: Arn, partition: partitionIn(Arn, config().aws.regions[0]) }
}
