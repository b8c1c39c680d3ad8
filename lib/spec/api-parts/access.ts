/** Who can call the public API, as a person chose it, and what API Gateway's methods say for it. Pure. */
import { z } from 'zod'

/** Limits one key in its usage plan. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
const keyFields = z.object({
  kind: z.literal('key'),
  /** Requests a second of each key, steady. */
  rateLimit: z.number().positive('More than 0 requests a second').max(10_000, "At most the account's 10,000"),
  /** Requests of a key at once. */
  burstLimit: z.int().positive('At least 1 request').max(5_000, "At most the account's 5,000"),
  /** Requests of a key in a day, UTC; without it a key has no quota. */
  quotaPerDay: z.int().positive('At least 1 request a day').max(2_147_483_647, 'At most 2,147,483,647').optional(),
  /**
   * The header in which callers send the key, if it is not the gateway's own header `x-api-key`: `authorization` is `Authorization: Bearer KEY`.
   * An authorizer passes the key on. Absent in what was deployed before there was a choice, and for `x-api-key`.
   */
  header: z.enum(['authorization', 'both']).optional(),
})

export const accessSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('open') }),
    keyFields,
    z.object({ kind: z.literal('iam') }),
    z.object({
      kind: z.literal('cognito'),
      userPoolArn: z
        .string()
        .max(2_048)
        .regex(/^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+_[0-9a-zA-Z]+$/, 'A user pool ARN'),
      /**
       * An access token must have one of them; without any, the identity token is taken. `server/scope`, of 256 each:
       * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html
       */
      scopes: z
        .array(z.string().max(513, 'At most 513 characters').regex(/^\S+$/, 'A scope has no spaces'))
        .max(10, 'At most 10 scopes')
        .optional(),
    }),
  ])
  .default({ kind: 'open' })

export type Access = z.infer<typeof accessSchema>
export type KeyAccess = Extract<Access, { kind: 'key' }>

/** What a key can do unless somebody says otherwise. */
export const keyDefaults = { rateLimit: 10, burstLimit: 20, quotaPerDay: 10_000 }

/** An IPv4 or IPv6 address or block. */
export const allowedIpsSchema = z
  .array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()], { error: 'An address or a block: 203.0.113.0/24' }))
  .max(50, 'At most 50 addresses')
  .default([])

/** For people: who gets an answer. */
export const whoMayCall: Record<Access['kind'], string> = {
  open: 'Open to anyone',
  key: 'With an API key',
  iam: 'Signed with AWS credentials',
  cognito: 'With a token of a user pool',
}

/** What a caller has to know of the access; visitors see nothing else. */
export interface CallerNeeds {
  kind: Access['kind']
  /** Set for a user pool that requires an access token, not an identity token. */
  scoped?: boolean
  /** The header of the key, if it is not `x-api-key`. */
  header?: KeyAccess['header']
}

export const needsOf = (access: Access): CallerNeeds => ({
  kind: access.kind,
  scoped: access.kind === 'cognito' && (access.scopes ?? []).length > 0,
  ...(access.kind === 'key' && access.header ? { header: access.header } : {}),
})

/** What the method says of its callers. */
export interface Security {
  authorizationType: 'NONE' | 'AWS_IAM' | 'COGNITO_USER_POOLS' | 'CUSTOM'
  apiKeyRequired: boolean
  /** Set if an authorizer reads the key. */
  keyHeader?: KeyAccess['header']
  /** How the gateway calls the authorizer. */
  authorizerUri?: string
  userPoolArn?: string
  scopes?: string[]
}

export function securityOf(access: Access): Security {
  switch (access.kind) {
    case 'open':
      return { authorizationType: 'NONE', apiKeyRequired: false }
    case 'key':
      return access.header
        ? { authorizationType: 'CUSTOM', apiKeyRequired: true, keyHeader: access.header }
        : { authorizationType: 'NONE', apiKeyRequired: true }
    case 'iam':
      return { authorizationType: 'AWS_IAM', apiKeyRequired: false }
    case 'cognito': {
      const { userPoolArn, scopes } = access
      return { authorizationType: 'COGNITO_USER_POOLS', apiKeyRequired: false, userPoolArn, scopes }
    }
  }
}
