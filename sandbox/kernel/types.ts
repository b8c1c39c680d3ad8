/**
 * The contracts between the sandbox's kernel and its services. Routing, wire formats and state are kept apart: a
 * service is a table of operations over plain input objects; the kernel finds the operation, checks the signature,
 * parses and writes the wire format, and names the error.
 */
import type { Clock } from './clock'
import type { Fault, Faults } from './faults'
import type { WireService } from './wire'

/** Who signed a request: an IAM user of the sandbox, or a session of a role (a Lambda function's, for example). */
export interface Principal {
  accountId: string
  accessKeyId: string
  kind: 'user' | 'assumed-role'
  /** `arn:aws:iam::123456789012:user/admin` or `arn:aws:sts::123456789012:assumed-role/{role}/{session}`. */
  arn: string
  userId: string
  /** ms; users only. */
  createdAt?: number
  /** The role whose policies are evaluated; sessions only. */
  roleName?: string
  /** With its path. */
  roleArn?: string
  /** Who is behind the session, from the input of AssumeRole; every session that comes of it has it too. */
  sourceIdentity?: string
  /** Actions refused to this user, as IAM patterns (`sagemaker:ListEndpoints`, `lambda:*`, `apigateway:GET arn:…`); users only. */
  deniedActions: string[]
}

/** What an operation knows beside its input. */
export interface Call {
  world: World
  principal: Principal
  accountId: string
  region: string
  partition: string
  /** The id that the answer's header carries. */
  requestId: string
  /** The path in the request line, without the query. */
  path: string
  /** Header names in lower case. */
  headers: Record<string, string>
  rawBody: Buffer
  /** Aborted once the client is gone. */
  signal: AbortSignal
}

/** The input is what the client sent, after the wire format is taken off: never trusted to have the documented shape. */
// biome-ignore lint/suspicious/noExplicitAny: a wire format's input has no static type before the operation validates it
export type Operation = (input: any, call: Call) => object | Promise<object>

/** One operation of a service with REST-JSON. */
export interface Route {
  operation: string
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/restapis/{restapi_id}/resources`; `{name+}` takes the rest of the path. Labels arrive decoded in the input. */
  path: string
  /** Query keys → input members; a member with `list: true` gets every value. Keys not named here are ignored. */
  query?: Record<string, { member: string; list?: boolean; type?: 'boolean' | 'integer' }>
  /** Header names (lower case) → input members. */
  header?: Record<string, string>
  /** Body as bytes under this input member, rather than JSON merged into the input (`Body`, `Payload`, `body`). */
  rawBody?: string
  /** A part of the query without which the request is another operation's (`list-type=2`, `uploadId`). */
  marker?: string
  /** The success status; 200 unless named. */
  status?: number
  /** The IAM action of the call; `{iamPrefix}:{operation}` unless named (API Gateway's are `apigateway:GET`…). */
  action?: string
}

/** One permission. */
export interface Need {
  action: string
  resource: string
  keys?: Record<string, string>
}

export interface Service extends WireService {
  /** What stands before the dot in X-Amz-Target: `SageMaker`, `Logs_20140328`. */
  targetPrefix?: string
  /** XML namespace of a query service's answers. */
  xmlNamespace?: string
  /** Further protocols in which a client can speak to it, with the same operations. */
  alsoSpeaks?: WireService['protocol'][]
  /** True where all regions of an account share one state (IAM). */
  global?: boolean
  /** Every operation by name. A REST-JSON service gives its routes besides. */
  operations: Record<string, Operation>
  routes?: Route[]
  /** Says that a request names what AWS has and the service has not, though its path is that of a route (`PUT /bucket?policy`). */
  lacks?: (request: { path: string; rawQuery: string; headers: Record<string, string> }) => boolean
  /** The keys that conditions of policies can require of a call (`sagemaker:TargetModel`). */
  conditionKeys?: (operation: string, input: Record<string, unknown>, call: Call) => Record<string, string>
  /** Further permissions that a call needs: to pass a role, to tag what it makes. */
  alsoNeeds?: (operation: string, input: Record<string, unknown>, call: Call) => Need[]
  /** Operations that anybody can call without signing, each with where its input belongs; undefined where that is nowhere. */
  unsigned?: Record<
    string,
    (input: Record<string, unknown>, world: World) => { accountId: string; region: string } | undefined
  >
  /** The resource ARN that an access-denied message names; `*` unless given. */
  resourceArn?: (operation: string, input: Record<string, unknown>, call: Call) => string
}

/** What became of a call whose operation and caller are known: its output, or the error that refused it. */
export interface Happened {
  call: Call
  signingName: string
  operation: string
  input: Record<string, unknown>
  output?: object
  error?: { code: string; message: string }
}

/**
 * A REST-JSON operation's answer is JSON unless it returns one of these: the status, headers and bytes as they are
 * (InvokeEndpoint, Invoke).
 */
export class RawResponse {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string>,
    readonly body: Buffer | string,
  ) {}
}

/** Like `RawAnswer`, with a body that is sent while it comes about (InvokeEndpointWithResponseStream). */
export class StreamResponse {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string>,
    readonly body: AsyncIterable<Buffer>,
  ) {}
}

/** A resource with tags, as Resource Groups Tagging lists it. */
export interface TaggedResource {
  arn: string
  tags: Record<string, string>
}

/** A key pair that signs; sessions have a token. */
export interface Credential {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiresAt?: number
  principal: Principal
}

export interface WorldOptions {
  /** Added to every control-plane answer, in ms before the time scale. */
  latencyMs: number
  /** For how long after CreateRole a role is not assumable, in ms before the time scale. */
  rolePropagationMs: number
  /** Divides every delay and rate limit. */
  timeScale: number
  /** Struck in every account that has none of its own. */
  faults: Fault[]
  /** `http://127.0.0.1:PORT`, set once the server listens. */
  url: string
}

/** The state of a service, with the account and region that it belongs to. */
export interface Placed<T> {
  accountId: string
  region: string
  state: T
}

/** Everything there is, keyed by service, account and region. */
export interface World {
  readonly clock: Clock
  readonly options: WorldOptions
  readonly faults: Faults
  readonly credentials: Map<string, Credential>
  /** The state of one service in one account and region, made by `create` when first requested: plain data, Maps and bytes. */
  state<T>(service: string, accountId: string, region: string, create: () => T): T
  /** The states of one service in all accounts and regions. */
  statesOf<T>(service: string): Iterable<Placed<T>>
  /** The names under which there are states. */
  services(): string[]
  /** Drops all states of an account. */
  forget(accountId: string): void
  /** Token bucket of an account and region: throws `TooManyRequestsException` (or as given) where it is empty. */
  takeToken(key: string, perSecond: number, burst: number, makeError: () => Error): void
  /** Work to await or stop when the sandbox closes (timers, children). */
  onClose(stop: () => void | Promise<void>): void
}
