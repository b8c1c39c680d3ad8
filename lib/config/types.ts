/** The console's configuration, as the rest of the code has it. */

import type { Role } from '../roles'
import type { AccountConfig } from './accounts'

/** An OpenID Connect provider that people sign in with. */
export interface OidcConfig {
  issuer: string
  clientId: string
  clientSecret: string
  /** On the button: "Sign in with …". */
  name: string
  /** Chosen from what the provider supports unless given. */
  scopes?: string
  /** Further parameters of the authorization request. */
  params: Record<string, string>
  claims: { email: string; name: string; role?: string }
  /** Signing out leaves the provider's own session alone. */
  localSignOut: boolean
}

/** GitHub as a provider to sign in with. */
export interface GithubConfig {
  /** GitHub itself or an Enterprise Server. */
  url: string
  clientId: string
  clientSecret: string
}

/** How a person gets a role at sign-in. */
export interface RoleRules {
  /** From a value of the role claim; the roles' own names where nothing is mapped. */
  values: Record<string, Role>
  emails: Record<Role, string[]>
  /** Only addresses of these domains can enter; all where it is empty. */
  domains: string[]
  fallback?: 'viewer'
  /** An address counts only where the provider says that it is verified. */
  verifiedOnly: boolean
}

/** All that the environment says; read with `config()` of lib/config.ts. */
export interface Config {
  auth: {
    url: string
    origin: string
    secret: string
    demoSignIn: boolean
    oidc?: OidcConfig
    github?: GithubConfig
    roles: RoleRules
    /** A directory in which processes hand sign-outs on to each other. */
    sharedDirectory?: string
  }
  /** Proxies before this process, each of which adds the caller's address to X-Forwarded-For; undefined is 0, by default. */
  trustedProxies?: number
  /** `next dev`, which evaluates code. */
  development: boolean
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
  /** Says what keeps jobs; the memory of this process if neither is given. */
  store: {
    /** A PostgreSQL server for all processes of the console. It can hold a password. */
    url?: string
    /** A folder for one process. */
    directory?: string
  }
  /** `/metrics` for Prometheus is off unless one of the two is given: a port of its own, a token to show, or both. */
  metrics: { port?: number; host?: string; token?: string }
  /** How spans of OpenTelemetry are exported; undefined is off. */
  traces?: 'otlp-protobuf' | 'otlp-json' | 'console'
  logLevel: string
  /** How long running jobs can take to finish once the process has to end. */
  shutdownSeconds: number
  /** Equal reads of AWS are shared by viewers of one role for at most 3 s. */
  sharesReads: boolean
}
