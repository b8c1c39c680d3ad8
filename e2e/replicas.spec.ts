/** Two processes of the console behind one address: what one does the other shows, and what one leaves the other finishes. */
import { type EventEmitter, once } from 'node:events'
import { freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { startBalancer } from './support/balancer'
import { startDeploy } from './support/deploy'
import { expect, test } from './support/fixtures'
import { finish, order, slow } from './support/job-states'
import { examine, looks, wear } from './support/looks'

test.use({ scene: 'replicas' })

const watched = 'iris-xgboost'
const cutOff = 'penguin-species-ll'
const killed = 'auto-mpg-forest'

/** Ends it like an orchestrator. */
const end = (child: Child) => child.kill('SIGTERM')

/** Ends it like the kernel when memory is short. */
const kill = (child: Child) => child.kill('SIGKILL')

interface Child {
  kill(signal: NodeJS.Signals): boolean
}

test('a deploy of one process is seen in another, and finished there when the first has to end', async ({
  browser,
  stage,
  at,
}, testInfo) => {
  test.slow()
  const balancer = await startBalancer()
  const env = { ...stage.env, NEXTAUTH_URL: balancer.origin }
  const port = await freePort()
  const otherPort = await freePort()
  let third: typeof first | undefined
  const [first, second] = await Promise.all([startConsole(port, env), startConsole(otherPort, env)])
  balancer.send('first', port)
  balancer.send('second', otherPort)
  const ready = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/api/ready`)
    const { checks } = (await response.json()) as { checks: Record<string, boolean> }
    return { status: response.status, checks }
  }
  const context = await browser.newContext({ baseURL: balancer.origin })
  const at1 = await context.newPage()
  const sendTo = (replica: string) =>
    context.addCookies([{ name: 'replica', value: replica, url: balancer.origin, sameSite: 'Lax' }])

  try {
    const at2 = await test.step('one sign-in is good for both', async () => {
      await sendTo('first')
      await at1.goto('/sign-in')
      await at1.getByRole('button', { name: 'Dana Deployer' }).click()
      await expect(at1.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
      expect(await ready()).toMatchObject({ status: 200, checks: { aws: true, draining: false } })
      const cookies = (await context.cookies()).filter(({ name }) => name !== 'replica')
      const other = await browser.newContext({ baseURL: balancer.origin })
      await other.addCookies([...cookies, { name: 'replica', value: 'second', url: balancer.origin }])
      const page = await other.newPage()
      await page.goto(at('endpoints'))
      await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
      return page
    })

    await test.step('the other process shows what AWS has while the first deploys, until it is live', async () => {
      const [write, nextWrite] = [slow('CreateDeployment'), slow('AddPermission')]
      await order(stage, [write, nextWrite])
      await startDeploy(at1, at(`endpoints/${watched}`))
      await expect(at1.getByText('Deploying', { exact: true })).toBeVisible()
      const job = new URL(at1.url()).search
      await at2.goto(`${at(`endpoints/${watched}/deploy`)}${job}`)
      await expect(at2.getByText('That run is not known here any more.')).toBeVisible()
      await at2.getByRole('button', { name: 'Watch what AWS has' }).click()
      const wiring = at2.getByRole('region', { name: 'AWS resources' })
      const underWay = wiring.getByText('A deploy or removal is under way elsewhere.')
      await expect(at2.getByText('Calls fail.').or(underWay)).toBeVisible()
      await finish(stage, write)
      await expect(underWay).toBeVisible()
      await finish(stage, nextWrite)
      await expect(wiring.getByText(/healthy/).first()).toBeVisible()
      await expect(at2.getByRole('region', { name: 'Invoke URL' })).toBeVisible()
      await expect(at1.getByText(/^Live in /)).toBeVisible()
      await at2.goto(`${at(`endpoints/${watched}/deploy`)}${job}`)
      await expect(at2.getByText('That run is not known here any more.')).toBeVisible()
      for (const look of [looks[3], looks[0]]) {
        await wear(at2, look)
        await examine(at2, testInfo, `not-here-${look.width}`)
      }
    })

    await test.step('once it has to end, the first is not ready, begins nothing, and hands over what does not finish', async () => {
      await order(stage, [{ operation: 'CreateDeployment', kind: 'hang', times: 50 }])
      await startDeploy(at1, at(`endpoints/${cutOff}`))
      await expect(at1.getByText('Deploying', { exact: true })).toBeVisible()
      const late = await context.newPage()
      await late.goto(at(`endpoints/${watched}/remove`))
      await late.getByLabel(/to confirm/).fill(watched)
      const gone = once(first as EventEmitter, 'exit')
      end(first)
      await expect.poll(ready).toMatchObject({ status: 503, checks: { draining: true } })
      await late.getByRole('button', { name: 'Remove public API' }).last().click()
      await expect(late.getByText('shutting down and starts nothing new')).toBeVisible()
      await expect(at1.getByText('The console was shut down before this deploy had ended.')).toBeVisible()
      // A balancer that sees the first not ready does this.
      await sendTo('second')
      expect(await gone).toEqual([143, null])
    })

    await test.step('the other process finds what is left and finishes it', async () => {
      await order(stage, [])
      await at1.goto(at(`endpoints/${cutOff}`))
      await expect(at1.getByText('Calls fail.')).toBeVisible()
      await at1.getByRole('button', { name: 'Repair' }).click()
      await expect(at1.getByText(/^Live in /)).toBeVisible()
    })

    await test.step('a page that follows a job says what is left when the process is killed', async () => {
      await order(stage, [{ operation: 'CreateDeployment', kind: 'hang', times: 50 }])
      await startDeploy(at1, at(`endpoints/${killed}`))
      await expect(at1.getByText('Deploying', { exact: true })).toBeVisible()
      const overview = await context.newPage()
      await overview.goto(at(`endpoints/${killed}`))
      await expect(overview.getByText('A deploy is running.')).toBeVisible()
      const gone = once(second as EventEmitter, 'exit')
      kill(second)
      await gone
      third = await startConsole(otherPort, env)
      await expect(overview.getByText('Calls fail.')).toBeVisible()
      await expect(overview.getByText('A deploy is running.')).toHaveCount(0)
    })
  } finally {
    await order(stage, [])
    await Promise.all([first, second, third].map((child) => child && stop(child)))
    balancer.stop()
  }
})
