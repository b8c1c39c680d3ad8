/** The only reader of process.env. `.env.example` explains every variable. */

import { isIP } from 'node:net'
import { z } from 'zod'
import { accounts, region } from './config/accounts'
import { crossChecks, openToAll } from './config/cross-checks'
import type { Config, GithubConfig, OidcConfig } from './config/types'
import { isRole, type Role } from './roles'

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

const emails = list.transform((entries) => entries.map((entry) => entry.toLowerCase()))

/** `value=role` pairs; the last equals sign divides, as values of directories can hold some. */
const roleValues = list.transform((entries, issues) => {
  const pairs = entries.map((entry) => entry.match(/^(.*[^\s=])\s*=\s*([a-z]+)$/)?.slice(1) ?? [])
  if (pairs.some(([value, role]) => !value || !isRole(role)))
    issues.addIssue({
      code: 'custom',
      message: 'Pairs like ml-engineers=deployer, separated by commas, with viewer, deployer or admin',
    })
  return Object.fromEntries(pairs) as Record<string, Role>
})

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const otlpProtocol = z
  .enum(
    ['http/protobuf', 'http/json'],
    'Only http/protobuf or http/json: for grpc use the collector’s port for HTTP, 4318',
  )
  .optional()
const collector = z
  .url({ protocol: /^https?$/, error: 'The address of a collector, like http://localhost:4318' })
  .optional()

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
  OIDC_ISSUER: z.url({ error: 'The address of the issuer, like https://login.acme.dev' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).default('your organization'),
  OIDC_SCOPES: z
    .string()
    .regex(/(^| )openid( |$)/, 'Scopes separated by spaces, openid among them')
    .optional(),
  OIDC_PARAMS: z.string().optional(),
  OIDC_EMAIL_CLAIM: z.string().default('email'),
  OIDC_NAME_CLAIM: z.string().default('name'),
  OIDC_ROLE_CLAIM: z.string().optional(),
  OIDC_ROLE_VALUES: roleValues,
  OIDC_LOCAL_SIGN_OUT: flag,
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  GITHUB_URL: z.url().default('https://github.com'),
  ADMIN_EMAILS: emails,
  DEPLOYER_EMAILS: emails,
  VIEWER_EMAILS: emails,
  EMAIL_DOMAINS: emails,
  DEFAULT_ROLE: z.literal('viewer', { error: 'viewer, or unset: nobody can change anything by default' }).optional(),
  TRUSTED_PROXIES: z.coerce
    .number({ error: 'How many proxies stand before the console: 0 for none, 1 for a load balancer' })
    .int()
    .min(0)
    .max(10)
    .optional(),
  PORTICO_SHARED_DIR: z
    .string()
    .regex(/^\//, 'The whole path of a directory that all processes of the console share, like /mnt/portico')
    .optional(),
  // The scheme alone is checked: a password is never in a message. https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/[^\s]+$/, 'An address like postgres://portico:password@db.acme.dev:5432/portico')
    .refine((url) => URL.canParse(url), 'Not an address: encode @, : and / of a password as %40, %3A and %2F')
    .optional(),
  PORTICO_DATA_DIR: z
    .string()
    .regex(/^\//, 'The whole path of a folder that this process alone writes to, like /var/lib/portico')
    .optional(),
  METRICS_PORT: z.coerce
    .number({ error: 'Set METRICS_PORT to a port of its own, like 9464' })
    .int('Set METRICS_PORT to a port of its own, like 9464')
    .min(1, 'Set METRICS_PORT to a port of its own, like 9464')
    .max(65_535, 'Set METRICS_PORT to a port of its own, like 9464')
    .optional(),
  METRICS_HOST: z
    .string()
    .refine((host) => isIP(host) > 0, 'Set METRICS_HOST to an address of this machine, like 127.0.0.1 or ::1')
    .optional(),
  // As RFC 6750 has it of a bearer token: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]+=*$/, 'METRICS_TOKEN can have letters, digits and -._~+/ only: openssl rand -base64 32')
    .min(32, 'METRICS_TOKEN needs 32 characters or more: openssl rand -base64 32')
    .optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'console', 'none'], 'Only otlp, console or none').optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlpProtocol,
  OTEL_EXPORTER_OTLP_ENDPOINT: collector,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector,
  NODE_ENV: z.string().optional(),
  SHUTDOWN_SECONDS: z.coerce
    .number({ error: 'Set SHUTDOWN_SECONDS to a number of seconds, like 25' })
    .int()
    .min(0)
    .max(3_600)
    .default(25),
  SHARED_READS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

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
      oidc: oidcOf(value),
      github: githubOf(value),
      roles: {
        values: Object.keys(value.OIDC_ROLE_VALUES).length > 0 ? value.OIDC_ROLE_VALUES : ownNames,
        emails: { admin: value.ADMIN_EMAILS, deployer: value.DEPLOYER_EMAILS, viewer: value.VIEWER_EMAILS },
        domains: value.EMAIL_DOMAINS.map((domain) => domain.replace(/^@/, '')),
        fallback: value.DEFAULT_ROLE,
        verifiedOnly: openToAll.test(value.OIDC_ISSUER ?? ''),
      },
      sharedDirectory: value.PORTICO_SHARED_DIR,
    },
    trustedProxies: value.TRUSTED_PROXIES,
    development: value.NODE_ENV === 'development',
    aws: {
      regions: regions as [string, ...string[]],
      endpointUrl: value.AWS_ENDPOINT_URL,
      invokeUrlTemplate: value.INVOKE_URL_TEMPLATE,
      accountName: value.PORTICO_ACCOUNT_NAME,
      accounts: value.PORTICO_ACCOUNTS,
    },
    store: { url: value.DATABASE_URL, directory: value.PORTICO_DATA_DIR },
    metrics: { port: value.METRICS_PORT, host: value.METRICS_HOST, token: value.METRICS_TOKEN },
    traces: tracesOf(value),
    logLevel: value.LOG_LEVEL,
    sharesReads: value.SHARED_READS === 'on',
    shutdownSeconds: value.SHUTDOWN_SECONDS,
  }
}

/** Says how spans are exported; undefined while no variable of OpenTelemetry asks for it. */
function tracesOf(value: z.output<typeof schema>): Config['traces'] {
  const collector = value.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? value.OTEL_EXPORTER_OTLP_ENDPOINT
  const exporter = value.OTEL_TRACES_EXPORTER ?? (collector ? 'otlp' : 'none')
  if (value.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || exporter === 'none') return undefined
  if (exporter === 'console') return 'console'
  const protocol = value.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? value.OTEL_EXPORTER_OTLP_PROTOCOL
  return protocol === 'http/json' ? 'otlp-json' : 'otlp-protobuf'
}

const ownNames: Record<string, Role> = { viewer: 'viewer', deployer: 'deployer', admin: 'admin' }

function oidcOf(value: z.output<typeof schema>): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = value
  if (!issuer || !clientId || !clientSecret) return undefined
  return {
    issuer,
    clientId,
    clientSecret,
    name: value.OIDC_NAME,
    scopes: value.OIDC_SCOPES,
    // Google gives a refresh token for these alone. https://developers.google.com/identity/protocols/oauth2/web-server#offline
    params: Object.fromEntries(
      new URLSearchParams(value.OIDC_PARAMS ?? (openToAll.test(issuer) ? 'access_type=offline&prompt=consent' : '')),
    ),
    claims: { email: value.OIDC_EMAIL_CLAIM, name: value.OIDC_NAME_CLAIM, role: value.OIDC_ROLE_CLAIM },
    localSignOut: value.OIDC_LOCAL_SIGN_OUT,
  }
}

function githubOf(value: z.output<typeof schema>): GithubConfig | undefined {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = value
  return clientId && clientSecret
    ? { url: value.GITHUB_URL.replace(/(?<!\/)\/+$/, ''), clientId, clientSecret }
    : undefined
}

let cached: Config | undefined

/** The process's configuration, read when first requested, so that a build needs none. */
export function config(): Config {
  cached ??= parseConfig(process.env)
  return cached
}
