/** A certified OpenID Connect provider (oidc-provider) on loopback, for tests: real people, a real login page, real tokens. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from './servers.mjs'

export const client = { id: 'portico', secret: 'a-secret-of-the-client-0123456789' }

/**
 * @param {object} options
 * @param {string} options.callback the console's own address for the provider's answer
 * @param {string} [options.afterSignOut] where the provider sends people who signed out
 * @param {Record<string, object>} options.people claims by the name that is typed at the login; can change meanwhile
 * @param {object} [options.key] what it signs with, as a private JWK; its own development keys unless given
 * @param {boolean} [options.claimsInIdToken] otherwise the user-info endpoint alone gives them, as the specification says
 */
export async function startOpenIdProvider({ callback, afterSignOut, people, key, claimsInIdToken = false }) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const refreshes = []
  const said = { warn: console.warn, info: console.info }
  // It reminds of what a provider in production would need.
  console.warn = console.info = () => {}
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [callback],
        post_logout_redirect_uris: afterSignOut ? [afterSignOut] : [],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    findAccount: (_, id) => {
      const reported = people[id]
      return reported && { accountId: id, claims: () => ({ sub: id, ...reported }) }
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: !claimsInIdToken,
    scopes: ['openid', 'email', 'profile', 'offline_access'],
    // Each use of a refresh token makes a new one, and a second use of the old one ends all of them.
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: { IdToken: 3600, AccessToken: 300, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 600 },
    ...(key ? { jwks: { keys: [key] } } : {}),
    cookies: { keys: ['a-key-of-the-tests'] },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain'
      ctx.body = JSON.stringify(out)
    },
  })
  provider.on('grant.success', (ctx) => {
    if (ctx.oidc.params.grant_type === 'refresh_token') refreshes.push('accepted')
  })
  provider.on('grant.error', (ctx) => {
    if (ctx.oidc.params?.grant_type === 'refresh_token') refreshes.push('refused')
  })
  const server = createServer(provider.callback())
  const listen = async () => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen()
  Object.assign(console, said)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { issuer, people, refreshes, stop, restart: listen }
}
