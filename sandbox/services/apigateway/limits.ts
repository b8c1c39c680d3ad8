/**
 * Control-plane rate limits, per account and region, which cannot be raised:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
import { AwsError } from '../../kernel/errors'
import type { Call, Operation } from '../../kernel/types'

interface Rate {
  perSecond: number
  burst: number
}

const everything: Rate = { perSecond: 10, burst: 40 }
const regionalCreation: Rate = { perSecond: 1 / 3, burst: 1 }
const edgeCreation: Rate = { perSecond: 1 / 30, burst: 1 }

const rates: Record<string, Rate> = {
  PutRestApi: { perSecond: 1, burst: 1 },
  CreateDeployment: { perSecond: 1 / 5, burst: 1 },
  DeleteRestApi: { perSecond: 1 / 30, burst: 1 },
  CreateApiKey: { perSecond: 5, burst: 5 },
  DeleteApiKey: { perSecond: 5, burst: 5 },
  UpdateUsagePlan: { perSecond: 1 / 20, burst: 1 },
  UpdateAccount: { perSecond: 1 / 20, burst: 1 },
  CreateDomainName: { perSecond: 1 / 30, burst: 1 },
  UpdateDomainName: { perSecond: 1 / 30, burst: 1 },
  DeleteDomainName: { perSecond: 1 / 30, burst: 1 },
  CreateResource: { perSecond: 5, burst: 5 },
  GetResources: { perSecond: 5 / 2, burst: 5 },
  DeleteResource: { perSecond: 5, burst: 5 },
}

function take(call: Call, name: string, { perSecond, burst }: Rate): void {
  const { world, accountId, region } = call
  world.takeToken(`apigateway/${accountId}/${region}/${name}`, perSecond, burst, () => {
    const retryAfterSeconds = Math.max(1, Math.ceil(1 / (perSecond * world.options.timeScale)))
    return new AwsError(
      'TooManyRequestsException',
      'Too Many Requests',
      429,
      {},
      {
        'retry-after': String(retryAfterSeconds),
      },
    )
  })
}

/**
 * How long an integration can take at most, of all but streamed answers: 29 s, until the account's quota is raised.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const integrationTimeoutQuota = ({ world, accountId, region }: Pick<Call, 'world' | 'accountId' | 'region'>) =>
  world.state('apigateway-quota', accountId, region, () => ({ ms: 29_000 }))

/** Creating and importing share a limit of their own for each kind of endpoint. */
export const takeCreationToken = (call: Call, edge: boolean): void =>
  take(call, edge ? 'create-edge' : 'create-regional', edge ? edgeCreation : regionalCreation)

export const limited =
  (name: string, run: Operation): Operation =>
  (input, call) => {
    take(call, 'all', everything)
    const own = rates[name]
    if (own) take(call, name, own)
    return run(input, call)
  }
