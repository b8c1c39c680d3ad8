/**
 * Faults on order: what AWS, and the network before it, do at times. A file of them is given at start, or an account's
 * own while it runs; each strikes the nth call of an operation and then no more.
 */
import { z } from 'zod'
import type { Clock } from './clock'
import { AwsError } from './errors'
import type { WireResponse, WireService } from './wire'

const faultSchema = z.object({
  /** `CreateRestApi`; `*` for every operation. */
  operation: z.string().min(1),
  /** The first call that it strikes, counted from 1 for each account. */
  nth: z.int().min(1).default(1),
  /** How many calls in a row. */
  times: z.int().min(1).default(1),
  /**
   * `throttle`: the service's own error. `500`: its failure. `denied`: no permission. `reset`: the connection breaks before
   * anything is done. `timeout`: it is done, and no answer ever comes. `hang`: nothing is done, and no answer ever comes.
   * `slow`: done after `ms`. `stale`: a read answers as it did the time before, or as if the thing were not there.
   * `unspread`: what the operation says while something that was made or removed a moment ago has not reached it.
   */
  kind: z.enum(['throttle', '500', 'denied', 'reset', 'timeout', 'hang', 'slow', 'stale', 'unspread']),
  /** Strikes calls of a client's timer instead: their number depends on the clock, so they are counted by themselves. */
  timed: z.boolean().default(false),
  /** For `slow`, AWS's milliseconds. */
  ms: z.number().min(0).default(5_000),
})

export type Fault = z.output<typeof faultSchema>
export const faultsSchema = z.array(faultSchema)

/** One call as the account's record has it. */
export interface RecordedCall {
  operation: string
  /** The permission that it needed, by its name in IAM. */
  action: string
  resource: string
  /** Whose call it was. */
  accessKeyId: string
  /** The fault that struck it, if one did. */
  fault?: Fault['kind']
  /** The client's user agent has `md/watch` in it: a timer made the call. */
  timed?: true
}

/** An answer that cannot reach the client: the connection breaks, or nothing ever comes. */
export type LostResponse = WireResponse & { lost?: 'reset' | 'silence' }

interface FaultyCall {
  accountId: string
  accessKeyId: string
  action: string
  resource: string
  service: WireService
  operation: string
  /** What distinguishes two reads of one operation. */
  request: string
  timed?: boolean
}

interface AccountFaults {
  faults: Fault[]
  counts: Map<string, number>
  calls: RecordedCall[]
  /** The last answer to each read. */
  responses: Map<string, WireResponse>
}

export class Faults {
  private readonly accounts = new Map<string, AccountFaults>()

  constructor(private readonly everywhere: Fault[]) {}

  /** Replaces the account's faults and restarts its record. */
  order(accountId: string, faults: Fault[]): void {
    this.accounts.set(accountId, { faults, counts: new Map(), calls: [], responses: new Map() })
  }

  calls(accountId: string): RecordedCall[] {
    return this.accounts.get(accountId)?.calls ?? []
  }

  /** Answers the call, through the fault that strikes it if one does. */
  async through(
    { accountId, accessKeyId, action, resource, service, operation, request, timed = false }: FaultyCall,
    clock: Clock,
    run: () => Promise<WireResponse>,
  ): Promise<LostResponse> {
    const fault = this.strike(accountId, operation, timed)
    const record = { operation, action, resource, accessKeyId, fault: fault?.kind, ...(timed ? { timed } : {}) }
    this.accounts.get(accountId)?.calls.push(record)
    if (!this.accounts.has(accountId)) return run()
    const error = fault && faultError(fault, service, operation)
    if (error) throw error
    if (fault?.kind === 'reset') return { ...nothing, lost: 'reset' }
    if (fault?.kind === 'hang') return { ...nothing, lost: 'silence' }
    if (fault?.kind === 'slow') await clock.wait(fault.ms)
    const read = `${timed ? 'timed ' : ''}${request}`
    const stale = fault?.kind === 'stale' ? this.stale(accountId, service, operation, read) : undefined
    const response = stale ?? (await run())
    if (isRead(operation)) this.accounts.get(accountId)?.responses.set(`${operation} ${read}`, response)
    return fault?.kind === 'timeout' ? { ...response, lost: 'silence' } : response
  }

  /** The error that strikes a call which one service makes of another; other kinds of fault do not reach it. */
  refusal({
    accountId,
    service,
    operation,
  }: Pick<FaultyCall, 'accountId' | 'service' | 'operation'>): AwsError | undefined {
    const fault = this.strike(accountId, operation)
    return fault && faultError(fault, service, operation)
  }

  /** The fault that strikes this call, if one does; counts it. */
  private strike(accountId: string, operation: string, timed = false): Fault | undefined {
    if (this.everywhere.length > 0 && !this.accounts.has(accountId)) this.order(accountId, this.everywhere)
    const account = this.accounts.get(accountId)
    if (!account) return undefined
    const counts = new Map(
      ['*', operation].map((name) => {
        const key = `${timed ? 'timed ' : ''}${name}`
        const count = (account.counts.get(key) ?? 0) + 1
        account.counts.set(key, count)
        return [name, count]
      }),
    )
    return account.faults.find((fault) => {
      const count = counts.get(fault.operation) ?? 0
      return timed === fault.timed && count >= fault.nth && count < fault.nth + fault.times
    })
  }

  /** A list is merely as it was; a thing of which the copy has not heard is not there. */
  private stale(accountId: string, service: WireService, operation: string, request: string): WireResponse | undefined {
    const before = this.accounts.get(accountId)?.responses.get(`${operation} ${request}`)
    const absent = before ? undefined : notThereYet(service, operation)
    if (absent) throw absent
    return before
  }
}

const nothing: WireResponse = { status: 500, headers: {}, body: '' }

export const isRead = (operation: string): boolean => /^(Get|List|Describe)/.test(operation)

/** The error that the service itself gives for such a fault, or undefined where the fault is none of its answers. */
function faultError({ kind }: Fault, service: WireService, operation: string): AwsError | undefined {
  if (kind === 'throttle') return throttled(service)
  if (kind === '500') return broken(service)
  if (kind === 'unspread') return unspread(operation, service)
  if (kind !== 'denied') return undefined
  const code = service.protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException'
  const action = `${service.iamPrefix ?? service.signingName}:${operation}`
  const message = `User is not authorized to perform: ${action} with an explicit deny in a service control policy`
  // SageMaker's page of errors says 400, its runtime's own refusals were seen with 403: here either is met.
  // https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html
  return new AwsError(code, message, service.protocol === 'json-1.1' || service.signingName === 'sagemaker' ? 400 : 403)
}

const kmsUnspread =
  'Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: InvalidArnException KMS Message: ARN does not refer to a valid principal: assumed-role/new/function'

/**
 * What people met right after something was made or removed, by operation: hashicorp/terraform-provider-aws#4633, #18435 and
 * #7214 and #17527, hashicorp/terraform#8533 and #3222, aws-samples/serverless-patterns#620, leftclickben/serverless-api-stage#23.
 */
const unspreadErrors: Record<string, [code: string, message: string, status: number]> = {
  CreateFunction: ['InvalidParameterValueException', kmsUnspread, 400],
  UpdateFunctionConfiguration: ['InvalidParameterValueException', kmsUnspread, 400],
  CreateAlias: ['ResourceNotFoundException', 'Function not found: new:1', 404],
  AddPermission: ['ResourceNotFoundException', 'Cannot find alias arn: new:live', 404],
  PutRolePolicy: ['NoSuchEntity', 'The role with name new cannot be found.', 404],
  DeleteRole: ['DeleteConflict', 'Cannot delete entity, must delete policies first.', 409],
  UpdateAccount: [
    'BadRequestException',
    'API Gateway could not successfully write to CloudWatch Logs using the ARN specified. This account may have reached a limit in CloudWatch Logs.',
    400,
  ],
  UpdateStage: [
    'BadRequestException',
    'CloudWatch Logs role ARN must be set in account settings to enable logging',
    400,
  ],
  AssociateWebACL: [
    'WAFUnavailableEntityException',
    'AWS WAF couldn’t retrieve the resource that you requested. Retry your request.',
    400,
  ],
  CreateUsagePlan: ['NotFoundException', 'API Stage not found: new:prod', 404],
}

function unspread(operation: string, { signingName }: WireService): AwsError | undefined {
  const error = unspreadErrors[operation]
  return error && new AwsError(...error, signingName === 'lambda' ? { Type: 'User' } : undefined)
}

/** https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html, and each service's own page of errors */
function throttled({ signingName, protocol }: WireService): AwsError {
  if (signingName === 'apigateway') return new AwsError('TooManyRequestsException', 'Too Many Requests', 429)
  if (signingName === 'lambda') return new AwsError('TooManyRequestsException', 'Rate exceeded', 429, { Type: 'User' })
  if (protocol === 'query') return new AwsError('Throttling', 'Rate exceeded', 400)
  return new AwsError('ThrottlingException', 'Rate exceeded', 400)
}

function broken({ signingName }: WireService): AwsError {
  if (signingName === 'lambda') {
    return new AwsError('ServiceException', 'An error occurred and the request cannot be processed.', 500, {
      Type: 'Service',
    })
  }
  return new AwsError(
    'InternalFailure',
    'The request processing has failed because of an unknown error, exception or failure.',
    500,
  )
}

/** What a service says of a thing that its copy has not heard of yet; undefined for lists, which are merely shorter. */
function notThereYet({ signingName }: WireService, operation: string): AwsError | undefined {
  if (/^(List|DescribeLogGroups|GetRestApis|GetUsagePlans|GetApiKeys)/.test(operation) || !isRead(operation))
    return undefined
  if (signingName === 'iam') return new AwsError('NoSuchEntity', 'The entity cannot be found.', 404)
  if (signingName === 'apigateway') return new AwsError('NotFoundException', 'Invalid identifier specified', 404)
  if (signingName === 'lambda') {
    return new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404, {
      Type: 'User',
    })
  }
  return undefined
}
