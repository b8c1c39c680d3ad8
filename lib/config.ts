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

const schema = z.object({
  NEXTAUTH_URL: z.url({ error: 'Set NEXTAUTH_URL to the address that people open, like https://portico.acme.dev' }),
  NEXTAUTH_SECRET: z
    .string({ error: 'Set NEXTAUTH_SECRET: openssl rand -base64 32' })
    .min(32, 'NEXTAUTH_SECRET needs 32 characters or more: openssl rand -base64 32'),
  AWS_REGION: region.optional(),
  PORTICO_REGIONS: list.pipe(z.array(region)),
  PORTICO_ACCOUNT_NAME: z.string().max(40).optional(),
  AWS_ENDPOINT_URL: z.url().optional(),
  INVOKE_URL_TEMPLATE: z
    .string()
    .includes('{restApiId}', { error: 'INVOKE_URL_TEMPLATE needs {restApiId} and {stage} in it' })
    .includes('{stage}', { error: 'INVOKE_URL_TEMPLATE needs {restApiId} and {stage} in it' })
    .optional(),
  DEMO_SIGN_IN: flag,
  SHUTDOWN_SECONDS: z.coerce
    .number({ error: 'Set SHUTDOWN_SECONDS to a number of seconds, like 25' })
    .int()
    .min(0)
    .max(3_600)
    .default(25),
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
  if (!env.AWS_REGION && !env.PORTICO_REGIONS) problems.push('AWS_REGION: set it, or PORTICO_REGIONS')
  return problems
}

export interface Config {
  auth: { url: string; origin: string; secret: string; demoSignIn: boolean }
  aws: {
    /** The first is where a person starts. */
    regions: [string, ...string[]]
    endpointUrl?: string
    /** Base of invoke URLs, with `{restApiId}` and `{stage}`; AWS's own form unless given. */
    invokeUrlTemplate?: string
    accountName?: string
  }
  logLevel: string
  /** How long running jobs may take to finish once the process is told to end. */
  shutdownSeconds: number
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
  const regions = [...new Set([value.AWS_REGION, ...value.PORTICO_REGIONS].filter((name) => name !== undefined))]
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
    },
    logLevel: value.LOG_LEVEL,
    shutdownSeconds: value.SHUTDOWN_SECONDS,
  }
}

let cached: Config | undefined

/** The process's configuration, read when first asked for, so that a build needs none. */
export function config(): Config {
  cached ??= parseConfig(process.env)
  return cached
}
