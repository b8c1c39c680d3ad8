/** For tests: a browser that remembers cookies, and next-auth's own routes without a server before them. */
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth from 'next-auth'
import type { Config } from '../config/types'
import { discover } from './oidc'
import { authOptions, messageOf } from './options'

/** Cookies of one browser, by name, as a server sets them. */
export class Jar {
  readonly cookies = new Map<string, string>()

  take(headers: string[]) {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      const gone = value === '' || attributes.some((one) => /max-age=0|expires=Thu, 01 Jan 1970/i.test(one.trim()))
      if (gone) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  get header() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  getAll() {
    return [...this.cookies].map(([name, value]) => ({ name, value: decodeURIComponent(value) }))
  }

  copy() {
    const jar = new Jar()
    for (const [name, value] of this.cookies) jar.cookies.set(name, value)
    return jar
  }
}

export interface AuthResponse {
  status: number
  location?: string
  setCookie: string[]
  body: string
  /** What the log says of a refusal. */
  reason?: string
}

/** One request to next-auth's routes, as the browser with these cookies sends it. */
export async function callNextAuth(
  auth: Config['auth'],
  jar: Jar,
  method: 'GET' | 'POST',
  path: string,
  body: Record<string, string> = {},
): Promise<AuthResponse> {
  const url = new URL(path, auth.origin)
  const nextauth = url.pathname.split('/').slice(3)
  const callsProvider = auth.oidc && (nextauth[0] === 'signin' || nextauth[0] === 'callback') && nextauth[1] === 'oidc'
  const issuer = callsProvider && auth.oidc ? await discover(auth.oidc) : undefined
  const response: AuthResponse = { status: 200, setCookie: [], body: '' }
  const res = {
    status(code: number) {
      response.status = code
      return res
    },
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === 'location') response.location = String(value)
      if (name.toLowerCase() === 'set-cookie') response.setCookie = [value].flat()
      return res
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? response.setCookie : undefined),
    end: () => {},
    json(value: unknown) {
      response.body = JSON.stringify(value)
    },
    send(value: unknown) {
      response.body = typeof value === 'string' ? value : JSON.stringify(value)
    },
  }
  const cookies = Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value]))
  const query = { ...Object.fromEntries(url.searchParams), nextauth }
  const req = { method, query, cookies, headers: { host: url.host }, body }
  const options = authOptions(auth, issuer)
  options.logger = {
    ...options.logger,
    error: (_, metadata) => {
      response.reason = messageOf(metadata)
    },
  }
  await NextAuth(req as unknown as NextApiRequest, res as unknown as NextApiResponse, options)
  jar.take(response.setCookie)
  return response
}

/** From the button to the provider's page. */
export async function startSignIn(auth: Config['auth'], jar: Jar, callbackUrl = '/'): Promise<AuthResponse> {
  const { body } = await callNextAuth(auth, jar, 'GET', '/api/auth/csrf')
  const { csrfToken } = JSON.parse(body) as { csrfToken: string }
  return callNextAuth(auth, jar, 'POST', '/api/auth/signin/oidc', { csrfToken, callbackUrl })
}

/** Logs in at the provider's own pages and agrees; the address that it sends the browser back to. */
export async function passProvider(from: string, person: string): Promise<string> {
  const jar = new Jar()
  let [url, init]: [string, RequestInit] = [from, {}]
  for (let steps = 0; steps < 12; steps++) {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie: jar.header } })
    jar.take(response.headers.getSetCookie())
    const to = response.headers.get('location')
    if (to) {
      const next = new URL(to, url)
      if (next.origin !== new URL(from).origin) return next.href
      ;[url, init] = [next.href, {}]
      continue
    }
    const page = await response.text()
    const action = page.match(/action="([^"]+)"/)?.[1]
    const prompt = page.match(/name="prompt" value="([^"]+)"/)?.[1]
    if (!action || !prompt) throw new Error(`The provider answered ${response.status}: ${page.slice(0, 400)}`)
    url = new URL(action, url).href
    init = { method: 'POST', body: new URLSearchParams({ prompt, login: person, password: 'any' }) }
  }
  throw new Error('The provider never came to an end')
}
