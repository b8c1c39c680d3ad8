/** Two processes of the console at one AWS account: what one does the other shows, and what one leaves the other finishes. */
import { type EventEmitter, once } from 'node:events'
import { freePort, startConsole, stop } from '../scripts/lib/servers.mjs'
import { startDeploy } from './deploy'
import { expect, test } from './fixtures'
import { examineInEveryLook } from './looks'

test.use({ scene: 'replicas' })

/** As an orchestrator does. */
const end = (child: { kill(signal: NodeJS.Signals): boolean }) => child.kill('SIGTERM')

const watched = 'iris-xgboost'
const cutOff = 'penguin-species-ll'

test('a deploy of one process is seen in another, and finished there when the first is told to end', async ({
  context,
  page,
  stage,
  at,
  signIn,
}, testInfo) => {
  test.slow()
  const faults = (list: object[]) =>
    fetch(`${stage.sandbox.url}/_sandbox/accounts/${stage.sandbox.accountId}/faults`, {
      method: 'PUT',
      body: JSON.stringify(list),
    })
  // The same configuration and build, another port: as behind one address.
  const port = await freePort()
  const first = await startConsole(port, stage.env)
  const firstOrigin = `http://127.0.0.1:${port}`
  const ready = async () => {
    const answer = await fetch(`${firstOrigin}/api/ready`)
    return { status: answer.status, ...((await answer.json()) as { checks: Record<string, boolean> }) }
  }
  const second = await context.newPage()

  try {
    await test.step('one sign-in is good for both', async () => {
      await signIn('Dana Deployer')
      await page.goto(`${firstOrigin}${at('endpoints')}`)
      await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible()
      expect(await ready()).toMatchObject({ status: 200, checks: { aws: true, draining: false } })
    })

    await test.step('the other process shows what AWS has while the first deploys, until it is live', async () => {
      await faults([{ operation: 'CreateDeployment', kind: 'slow', ms: 60_000 }])
      await startDeploy(page, `${firstOrigin}${at(`endpoints/${watched}`)}`)
      await expect(page.getByText('Deploying', { exact: true })).toBeVisible()
      const job = new URL(page.url()).search
      await second.goto(at(`endpoints/${watched}/deploy${job}`))
      await expect(second.getByText('That run is not known here any more.')).toBeVisible()
      await second.getByRole('button', { name: 'Watch what AWS has' }).click()
      const wiring = second.getByRole('region', { name: 'Wiring' })
      await expect(wiring.getByText('A deploy or removal is under way elsewhere.')).toBeVisible({ timeout: 30_000 })
      await expect(wiring.getByText(/healthy/).first()).toBeVisible({ timeout: 30_000 })
      await expect(second.getByRole('region', { name: 'Invoke URL' })).toBeVisible()
      await expect(page.getByText(/^Live in /)).toBeVisible()
    })

    await test.step('told to end, the first is not ready, begins nothing, and hands over what does not finish', async () => {
      await faults([{ operation: 'CreateDeployment', kind: 'hang', times: 50 }])
      await startDeploy(page, `${firstOrigin}${at(`endpoints/${cutOff}`)}`)
      await expect(page.getByText('Deploying', { exact: true })).toBeVisible()
      await second.goto(`${firstOrigin}${at(`endpoints/${watched}/remove`)}`)
      await second.getByLabel(/to confirm/).fill(watched)
      const gone = once(first as EventEmitter, 'exit')
      end(first)
      await expect.poll(ready).toMatchObject({ status: 503, checks: { draining: true } })
      await second.getByRole('button', { name: 'Remove public URL' }).last().click()
      await expect(second.getByText('shutting down and starts nothing new')).toBeVisible()
      await expect(page.getByText('The console was shut down before this deploy had ended.')).toBeVisible()
      await examineInEveryLook(page, testInfo, 'handed-over')
      expect(await gone).toEqual([143, null])
    })

    await test.step('the other process finds what is left and finishes it', async () => {
      await faults([])
      await second.goto(`${stage.origin}${at(`endpoints/${cutOff}`)}`)
      await expect(second.getByText('Callers cannot come through.')).toBeVisible()
      await second.getByRole('button', { name: 'Put it right' }).click()
      await expect(second.getByText(/^Live in /)).toBeVisible({ timeout: 60_000 })
    })
  } finally {
    await faults([])
    await stop(first)
  }
})
