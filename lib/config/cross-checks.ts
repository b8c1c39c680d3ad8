/** Rules over several variables. */

/**
 * Finds problems between variables, whether or not each alone is right.
 * @returns one line each, `NAME: what to do`; no value of a variable is in it
 */
export function crossChecks(env: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  if (env.DEMO_SIGN_IN === '1' && !isLoopback(env.AWS_ENDPOINT_URL)) {
    problems.push(
      'DEMO_SIGN_IN: 1 allows anyone to sign in, so it works only where AWS_ENDPOINT_URL is on loopback (127.0.0.1, localhost or [::1]). Unset it.',
    )
  }
  problems.push(...signInProblems(env))
  if (env.METRICS_HOST && !env.METRICS_PORT)
    problems.push('METRICS_HOST: Set METRICS_PORT too: the host is the address that this port listens on.')
  if (env.DATABASE_URL && env.PORTICO_DATA_DIR)
    problems.push('PORTICO_DATA_DIR: is for a console without DATABASE_URL. Unset one of the two.')
  const accountsNamed = env.PORTICO_ACCOUNTS !== undefined && !/^\s*\[\s*\]\s*$/.test(env.PORTICO_ACCOUNTS)
  if (!env.AWS_REGION && !env.PORTICO_REGIONS && !accountsNamed) problems.push('AWS_REGION: set it, or PORTICO_REGIONS')
  for (const name of ['PORTICO_REGIONS', 'PORTICO_ACCOUNT_NAME']) {
    if (accountsNamed && env[name]) problems.push(`${name}: each account of PORTICO_ACCOUNTS has its own. Unset it.`)
  }
  return problems
}

/** Matches providers at which anyone can have an account, so that an account alone says nothing. */
export const openToAll = /^https:\/\/(accounts\.google\.com|github\.com)\/?$/

function signInProblems(env: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  for (const [names, what] of [
    [['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'], 'an OpenID Connect provider'],
    [['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'], 'GitHub'],
  ] as const) {
    const missing = names.filter((name) => !env[name])
    if (missing.length > 0 && missing.length < names.length)
      problems.push(`${missing.join(', ')}: set it too, as ${what} takes ${names.join(', ')}`)
  }
  for (const name of ['NEXTAUTH_URL', 'OIDC_ISSUER', 'GITHUB_URL'] as const) {
    if (name === 'NEXTAUTH_URL' && !env.OIDC_ISSUER && !env.GITHUB_CLIENT_ID) continue
    if (env[name]?.startsWith('http:') && !isLoopback(env[name]))
      problems.push(`${name}: needs https where people sign in with it; http works on loopback only`)
  }
  if (env.OIDC_ISSUER?.includes('.well-known'))
    problems.push('OIDC_ISSUER: the issuer alone, without /.well-known/openid-configuration')
  if (/^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)\b/.test(env.OIDC_ISSUER ?? ''))
    problems.push('OIDC_ISSUER: name your own tenant; this one allows every Microsoft account')
  if (env.OIDC_ROLE_VALUES && !env.OIDC_ROLE_CLAIM)
    problems.push('OIDC_ROLE_CLAIM: name the claim whose values OIDC_ROLE_VALUES maps, like groups')
  const anyone =
    openToAll.test(env.OIDC_ISSUER ?? '') ||
    (env.GITHUB_CLIENT_ID && openToAll.test(env.GITHUB_URL ?? 'https://github.com'))
  if (anyone && env.DEFAULT_ROLE && !env.EMAIL_DOMAINS)
    problems.push('DEFAULT_ROLE: anyone has an account at Google or GitHub; set EMAIL_DOMAINS too, or unset it')
  return problems
}

/** Says whether an address is of this machine alone: 127.0.0.0/8, localhost or [::1]. */
export function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
