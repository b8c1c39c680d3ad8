/** An account of the sandbox for one test file, with real SDK clients that point at it. */
import { APIGatewayClient } from '@aws-sdk/client-api-gateway'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { PricingClient } from '@aws-sdk/client-pricing'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { S3Client } from '@aws-sdk/client-s3'
import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { WAFV2Client } from '@aws-sdk/client-wafv2'
import { inject } from 'vitest'
import { globalRegionOf } from '../kernel/partition'
import type { Undocumented } from '../services/apigateway/undocumented'

interface Keys {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

interface Options {
  /** With the endpoints of the demo; true unless given. */
  seed?: boolean
  /** IAM actions (patterns) that this account's key cannot call. */
  deny?: string[]
  /** Whose partition is the account's; the sandbox's own unless given. */
  region?: string
  /** Endpoints with a container of the test's own behind them. */
  endpoints?: { name: string; url: string }[]
}

const post = async <T>(url: string, body: object): Promise<T> => {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Clients of one key pair; AWS's errors reach the test as they come, without retries. */
function clientsOf(url: string, region: string, { accessKeyId, secretAccessKey, sessionToken }: Keys) {
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  const options = { region, endpoint: url, credentials, maxAttempts: 1 }
  return {
    sagemaker: new SageMakerClient(options),
    runtime: new SageMakerRuntimeClient(options),
    lambda: new LambdaClient(options),
    apiGateway: new APIGatewayClient(options),
    cloudTrail: new CloudTrailClient(options),
    cognito: new CognitoIdentityProviderClient(options),
    iam: new IAMClient({ ...options, region: globalRegionOf(region) }),
    sts: new STSClient(options),
    logs: new CloudWatchLogsClient(options),
    pricing: new PricingClient(options),
    cloudWatch: new CloudWatchClient(options),
    s3: new S3Client(options),
    waf: new WAFV2Client(options),
    tagging: new ResourceGroupsTaggingAPIClient(options),
  }
}

export async function createTestAccount({ seed = true, deny = [], region: own, endpoints }: Options = {}) {
  const { url, region: usual, invokeUrlTemplate } = inject('sandbox')
  const region = own ?? usual
  const { accountId, ...credentials } = await post<Keys & { accountId: string }>(`${url}/_sandbox/accounts`, {
    seed,
    deny,
    region,
    endpoints,
  })
  const clients = clientsOf(url, region, credentials)
  const all = [clients]
  return {
    accountId,
    region,
    url,
    credentials,
    invokeUrlTemplate,
    ...clients,
    invokeUrl: (restApiId: string, stage: string, path: string) =>
      `${invokeUrlTemplate.replace('{restApiId}', restApiId).replace('{stage}', stage)}/${path.replace(/^\//, '')}`,
    /** Clients of another user of the same account, to whom these actions are denied. */
    async restricted(denied: string[]) {
      const keys = await post<Keys>(`${url}/_sandbox/accounts/${accountId}/keys`, { deny: denied })
      const restricted = clientsOf(url, region, keys)
      all.push(restricted)
      return restricted
    },
    /** Strikes calls of this account from now on, and restarts its record of calls; see `kernel/faults`. */
    async orderFaults(
      faults: { operation: string; kind: string; nth?: number; times?: number; ms?: number; timed?: boolean }[],
    ) {
      await fetch(`${url}/_sandbox/accounts/${accountId}/faults`, { method: 'PUT', body: JSON.stringify(faults) })
    },
    /** The operations of that record; without those of a client's timer, unless requested. */
    async callsMade({ timed = false } = {}): Promise<string[]> {
      const response = await fetch(`${url}/_sandbox/accounts/${accountId}/faults`)
      const { calls } = (await response.json()) as { calls: { operation: string; timed?: true }[] }
      return calls.flatMap((call) =>
        timed ? (call.timed ? `${call.operation} timed` : call.operation) : call.timed ? [] : call.operation,
      )
    },
    /** What the calls of that record needed, as IAM names it: those of one key, as work of before can still go on. */
    async permissionsUsed(accessKeyId: string): Promise<{ action: string; resource: string }[]> {
      const response = await fetch(`${url}/_sandbox/accounts/${accountId}/faults`)
      const { calls } = (await response.json()) as {
        calls: { action: string; resource: string; accessKeyId: string }[]
      }
      return calls.filter((call) => call.accessKeyId === accessKeyId)
    },
    /** Clients with keys that were got elsewhere: of a session, of another account. */
    withKeys(keys: Keys) {
      const own = clientsOf(url, region, keys)
      all.push(own)
      return own
    },
    /** Lets AWS's time pass in this account, at once. */
    async pass(ms: number) {
      await post(`${url}/_sandbox/accounts/${accountId}/time`, { ms })
    },
    /** Stops AWS's time in this account, so that a change stays under way however busy the machine is; then lets it go on. */
    async stopTime(stopped: boolean) {
      const place = `${url}/_sandbox/accounts/${accountId}/time`
      const { ok, status } = await fetch(place, { method: 'PUT', body: JSON.stringify({ stopped }) })
      if (!ok) throw new Error(`The sandbox answers ${status} to the stop of an account's time`)
    },
    /** Denies actions (patterns) to everyone in this account, by a service control policy of its organization. */
    async denyByOrganization(actions: string[]) {
      await fetch(`${url}/_sandbox/accounts/${accountId}/organization`, {
        method: 'PUT',
        body: JSON.stringify(actions),
      })
    },
    /** Makes KMS keys with which CloudWatch Logs can encrypt log groups. */
    async makeLogKeys(keys: string[]) {
      const place = `${url}/_sandbox/accounts/${accountId}/log-keys`
      await fetch(place, { method: 'PUT', body: JSON.stringify({ region, keys }) })
    },
    /** Ends every session of this account's roles, as if their time were over. */
    async endSessions() {
      await fetch(`${url}/_sandbox/accounts/${accountId}/sessions`, { method: 'DELETE' })
    },
    /** Keys of such a user, and who they are. */
    async restrictedKeys(denied: string[]) {
      const keys = await post<Keys>(`${url}/_sandbox/accounts/${accountId}/keys`, { deny: denied })
      const client = clientsOf(url, region, keys)
      all.push(client)
      const { Arn = '' } = await client.sts.send(new GetCallerIdentityCommand({}))
      return { keys, arn: Arn }
    },
    close() {
      for (const set of all) for (const client of Object.values(set)) client.destroy()
    },
  }
}

export type TestAccount = Awaited<ReturnType<typeof createTestAccount>>

/** Does what AWS's support does on request: an integration of this account can take so long. */
export async function raiseIntegrationTimeout(
  { url, accountId, region }: Pick<TestAccount, 'url' | 'accountId' | 'region'>,
  integrationTimeoutMs: number,
): Promise<void> {
  await fetch(`${url}/_sandbox/accounts/${accountId}/quotas`, {
    method: 'PUT',
    body: JSON.stringify({ region, integrationTimeoutMs }),
  })
}

/** Lets API Gateway answer in this account as said, in what the AWS documentation leaves open; the rest as usual. */
export async function respondUndocumented(
  { url, accountId, region }: Pick<TestAccount, 'url' | 'accountId' | 'region'>,
  responses: Partial<Undocumented>,
): Promise<void> {
  await fetch(`${url}/_sandbox/accounts/${accountId}/undocumented`, {
    method: 'PUT',
    body: JSON.stringify({ region, ...responses }),
  })
}

/** Lets imports of this account leave parts out, as some emulators do. */
export async function dropFromImports(
  { url, accountId, region }: Pick<TestAccount, 'url' | 'accountId' | 'region'>,
  drops: { validators?: boolean; gatewayResponses?: boolean; mockIntegrations?: boolean },
): Promise<void> {
  await fetch(`${url}/_sandbox/accounts/${accountId}/import-drops`, {
    method: 'PUT',
    body: JSON.stringify({ region, ...drops }),
  })
}
