/** Sign-in with a certified OpenID provider, in the browser: in, refused, checked again, ended, and out. */
import type { ChildProcess } from 'node:child_process'
import { decode, encode } from 'next-auth/jwt'
import { client, startOpenIdProvider } from '../scripts/lib/openid-provider.mjs'
import { consoleEnv, freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { expect, expectAccessible, test } from './support/fixtures'

const secret = 'the-secret-of-this-spec-0123456789'
const cookieName = 'portico.session'

type People = Record<string, Record<string, unknown>>

const people: People = {
  dana: { name: 'Dana Acme', email: 'dana@acme.dev', email_verified: true, groups: ['ml-engineers'] },
  greta: { name: 'Greta Guest', email: 'greta@acme.dev', email_verified: true, groups: ['guests'] },
  nora: { name: 'Nora Nowhere', groups: ['ml-engineers'] },
}

let origin: string
let console_: ChildProcess
let provider: Awaited<ReturnType<typeof startOpenIdProvider>>

test.beforeAll(async ({ stage }) => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  provider = await startOpenIdProvider({
    callback: `${origin}/api/auth/callback/oidc`,
    afterSignOut: `${origin}/sign-in`,
    people,
  })
  console_ = await startConsole(port, {
    ...consoleEnv(stage.sandbox, port, secret),
    DEMO_SIGN_IN: '',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: 'Acme',
    OIDC_PARAMS: 'prompt=consent',
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLE_VALUES: 'ml-engineers=deployer, ml-admins=admin',
    LOG_LEVEL: 'silent',
  })
})
test.afterAll(async () => {
  await stop(console_)
  await provider.stop()
})

test('in through the provider, checked again, ended by it, and out of both', async ({ page, context, at }) => {
  const apis = origin + at('apis')
  const button = page.getByRole('button', { name: 'Sign in with Acme' })
  const signedIn = page.getByRole('button', { name: 'Signed in as Dana Acme, deployer' })

  /** At the provider's own pages. */
  async function pass(person: string) {
    await page.getByPlaceholder('Enter any login').fill(person)
    await page.getByPlaceholder('and password').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  const session = async () => {
    const sealed = (await context.cookies(origin)).find((one) => one.name === cookieName)?.value
    return sealed ? decode({ token: sealed, secret }) : null
  }
  /** Makes a session that the provider confirmed so many minutes ago. */
  async function age(minutes: number) {
    const token = await session()
    const checkedAt = Number(token?.checkedAt) - minutes * 60
    const value = await encode({ token: { ...token, checkedAt }, secret })
    await context.addCookies([{ name: cookieName, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
  }

  await test.step('a provider that does not answer is said to, and nobody is sent there', async () => {
    await provider.stop()
    await page.goto(apis)
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
    await expect(page.getByText('Demo')).toHaveCount(0)
    await button.click()
    await expect(page.getByRole('alert').filter({ hasText: 'Acme does not answer.' })).toBeVisible()
    await provider.restart()
  })

  await test.step('no role: said so, with the way to another account', async () => {
    await button.click()
    await pass('greta')
    const said = page.getByRole('alert').filter({ hasText: 'You have no role in this console.' })
    await expect(said).toContainText('claim groups')
    await expectAccessible(page)
    expect(await session()).toBeNull()
  })

  await test.step('no address: said so, and what to do', async () => {
    await page.getByRole('button', { name: 'Use another account of Acme' }).click()
    await pass('nora')
    await expect(page.getByRole('alert').filter({ hasText: 'Acme sent no address in the claim email.' })).toBeVisible()
  })

  let response = ''
  await test.step('in, back at the page that was requested, as who the provider says', async () => {
    // The provider would remember Nora.
    await context.clearCookies({ name: /^_(session|interaction)/ })
    await page.goto(apis)
    const responded = page.waitForRequest((request) => request.url().startsWith(`${origin}/api/auth/callback/oidc`))
    await button.click()
    await pass('dana')
    response = (await responded).url()
    await expect(page).toHaveURL(apis)
    await expect(signedIn).toBeVisible()
    const [cookie] = (await context.cookies(origin)).filter((one) => one.name === cookieName)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect(await page.evaluate(() => document.cookie)).toBe('')
    expect(await page.content()).not.toContain(String((await session())?.refreshToken))
  })

  await test.step('checked after three minutes, once however many requests there are', async () => {
    const before = await session()
    await age(4)
    const cookie = `${cookieName}=${(await context.cookies(origin)).find((one) => one.name === cookieName)?.value}`
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => fetch(apis, { headers: { cookie }, redirect: 'manual' })),
    )
    expect(responses.map((one) => one.status)).toEqual(Array(8).fill(200))
    await page.goto(apis)
    await expect(signedIn).toBeVisible()
    expect(provider.refreshes).toEqual(['accepted'])
    expect((await session())?.refreshToken).not.toBe(before?.refreshToken)
    expect(Number((await session())?.checkedAt)).toBeGreaterThanOrEqual(Number(before?.checkedAt))
  })

  await test.step('the answer of the provider opens nothing a second time', async () => {
    const stranger = await fetch(response, { redirect: 'manual' })
    expect(stranger.headers.get('location')).toContain('error=OAuthCallback')
    expect(stranger.headers.get('set-cookie') ?? '').not.toContain(`${cookieName}=`)
  })

  await test.step('out here and at the provider, whose tokens are revoked', async () => {
    const copied = `${cookieName}=${(await context.cookies(origin)).find((one) => one.name === cookieName)?.value}`
    expect(await (await fetch(apis, { headers: { cookie: copied } })).text()).toContain('Signed in as')
    await signedIn.click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: /Yes/ }).click()
    await expect(page).toHaveURL(`${origin}/sign-in`)
    expect(await session()).toBeNull()
    await page.goto(apis)
    await expect(page).toHaveURL(/\/sign-in\?/)
    expect(await (await fetch(apis, { headers: { cookie: copied } })).text()).not.toContain('Signed in as')
  })

  await test.step('ended within five minutes of the provider refusing, on a page and in an action', async () => {
    await button.click()
    await pass('dana')
    await expect(signedIn).toBeVisible()
    delete people.dana
    await age(5.1)
    await page.goto(apis)
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
    expect(provider.refreshes.at(-1)).toBe('refused')
  })
})
