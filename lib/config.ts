/** The only reader of process.env. `.env.example` explains every variable. */
import { z } from 'zod'

const flag = z
  .enum(['0', '1', ''])
  .default('')
  .transform((value) => value === '1')

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'A region, like us-east-1')

const roleArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
    'A role ARN, like arn:aws:iam::111122223333:role/PorticoViewer',
  )

/** One account that the console serves. */
const account = z
  .strictObject({
    id: z.string().regex(/^\d{12}$/, 'An account id of 12 digits, in quotes'),
    name: z.string().min(1).max(40).optional(),
    regions: z.array(region).min(1, 'At least one region'),
    viewerRole: roleArn.optional(),
    deployerRole: roleArn.optional(),
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    externalId: z
      .string()
      .regex(/^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and +=,.@:/-')
      .optional(),
    deployers: z.array(z.string().min(1)).optional(),
  })
  .superRefine((one, context) => {
    for (const member of ['viewerRole', 'deployerRole'] as const) {
      if (one[member] && !one[member].includes(`::${one.id}:`))
        context.addIssue({ code: 'custom', path: [member], message: 'A role of another account than id says' })
    }
    if (one.deployerRole && !one.viewerRole)
      context.addIssue({ code: 'custom', path: ['viewerRole'], message: 'Name one too: viewers read under it' })
  })

export type AccountConfig = z.output<typeof account>

const accounts = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'Not JSON: a list like [{"id":"111122223333","regions":["us-east-1"]}]',
      })
      return z.NEVER
    }
  })
  .pipe(z.array(account, { error: 'A JSON list of accounts' }))
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'Each account stands there once')

const schema = z.object({
  NEXTAUTH_URL: z.url({ error: 'Set NEXTAUTH_URL to the address that people open, like https://portico.acme.dev' }),
  NEXTAUTH_SECRET: z
    .string({ error: 'Set NEXTAUTH_SECRET: openssl rand -base64 32' })
    .min(32, 'NEXTAUTH_SECRET needs 32 characters or more: openssl rand -base64 32'),
  AWS_REGION: region.optional(),
  PORTICO_REGIONS: list.pipe(z.array(region)),
  PORTICO_ACCOUNT_NAME: z.string().max(40).optional(),
  PORTICO_ACCOUNTS: accounts,
  AWS_ENDPOINT_URL: z.url().optional(),
  INVOKE_URL_TEMPLATE: z
    .string()
    .includes('{restApiId}', { error: 'INVOKE_URL_TEMPLATE needs {restApiId} and {stage} in it' })
    .includes('{stage}', { error: 'INVOKE_URL_TEMPLATE needs {restApiId} and {stage} in it' })
    .optional(),
  DEMO_SIGN_IN: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** Rules over several variables; each says its own, also where another variable is at fault. */
function crossChecks(env: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  if (env.DEMO_SIGN_IN === '1' && !isLoopback(env.AWS_ENDPOINT_URL)) {
    problems.push(
      'DEMO_SIGN_IN: 1 lets anyone sign in, so it works only where AWS_ENDPOINT_URL is on loopback (127.0.0.1, localhost or [::1]). Unset it.',
    )
  }
  if (!env.AWS_REGION && !env.PORTICO_REGIONS && !env.PORTICO_ACCOUNTS)
    problems.push('AWS_REGION: set it, or PORTICO_REGIONS')
  for (const name of ['PORTICO_REGIONS', 'PORTICO_ACCOUNT_NAME']) {
    if (env.PORTICO_ACCOUNTS && env[name])
      problems.push(`${name}: each account of PORTICO_ACCOUNTS has its own. Unset it.`)
  }
  return problems
}

export interface Config {
  auth: { url: string; origin: string; secret: string; demoSignIn: boolean }
  aws: {
    /** The first is where a person starts, and where sessions of roles are begun. */
    regions: [string, ...string[]]
    endpointUrl?: string
    /** Base of invoke URLs, with `{restApiId}` and `{stage}`; AWS's own form unless given. */
    invokeUrlTemplate?: string
    accountName?: string
    /** The accounts that are served, each with its regions and roles; empty: the one that the credentials belong to. */
    accounts: AccountConfig[]
  }
  logLevel: string
}

export function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** Throws one error that names every variable at fault and what to do; values are never in it. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  const lines = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...crossChecks(present),
  ]
  if (!parsed.success || lines.length > 0) {
    throw new Error(
      `Portico's configuration is not complete (.env.example explains each variable):\n${lines.map((line) => `  ${line}`).join('\n')}`,
    )
  }
  const value = parsed.data
  const named = [
    value.AWS_REGION,
    ...value.PORTICO_REGIONS,
    ...value.PORTICO_ACCOUNTS.flatMap((one) => one.regions),
  ].filter((name) => name !== undefined)
  const regions = [...new Set(named)]
  return {
    auth: {
      url: value.NEXTAUTH_URL,
      origin: new URL(value.NEXTAUTH_URL).origin,
      secret: value.NEXTAUTH_SECRET,
      demoSignIn: value.DEMO_SIGN_IN,
    },
    aws: {
      regions: regions as [string, ...string[]],
      endpointUrl: value.AWS_ENDPOINT_URL,
      invokeUrlTemplate: value.INVOKE_URL_TEMPLATE,
      accountName: value.PORTICO_ACCOUNT_NAME,
      accounts: value.PORTICO_ACCOUNTS,
    },
    logLevel: value.LOG_LEVEL,
  }
}

let cached: Config | undefined

/** The process's configuration, read when first asked for, so that a build needs none. */
export function config(): Config {
  cached ??= parseConfig(process.env)
  return cached
}
