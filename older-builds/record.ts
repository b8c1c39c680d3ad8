/**
 * Records what the build of today deploys: a sandbox, an account with an endpoint for each kind of public API, the URLs,
 * and the account's state at the end as test data. A record that is there is never overwritten.
 *
 *   npm run record -- 2026-11-29
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider'
import { createKey, rotateKey } from '../lib/keys/change-keys'
import { createShareLink } from '../lib/share/links'
import { onlyRoute, type WiringSpec } from '../lib/spec/spec'
import { runDeploy } from '../lib/wiring/engine'
import { readDeploymentHistory } from '../lib/wiring/read/deployment-history'
import type { WiringContext } from '../lib/wiring/run/context'
import { unwrap } from '../lib/wiring/testing'
import { wireByHand } from '../sandbox/testing/by-hand'
import { createEndpoint, createExecutionRole, createModel, variantOf } from '../sandbox/testing/endpoints'
import { type SandboxInfo, spawnSandbox } from '../sandbox/testing/spawn'
import { retried } from '../sandbox/testing/wait'
import { candidate, endpointOf, type Kind, kinds } from './kinds'
import { type BuildRecord, contextOf, type Deployed, fileOf, sharePlace, timeScale } from './records'

const record = process.argv[2] ?? new Date().toISOString().slice(0, 10)
const stateFile = fileOf(record, 'state.json')
if (existsSync(stateFile)) {
  console.error(`There is a record ${record}, which stays as it is. Give another name: npm run record -- NAME`)
  process.exit(2)
}

const { info, end } = await spawnSandbox(['--time-scale', String(timeScale)])
try {
  const account = await responseOf('POST', '/_sandbox/accounts', { seed: false })
  const context = contextOf({ ...info, ...(account as SandboxInfo) })
  const { accountId, region } = context.target
  await createEndpoints(context)
  const { restApiId } = await wireByHand(
    {
      ...context.clients,
      accountId,
      region,
      invokeUrl: (id, stage, path) => `${info.url}/_aws/execute-api/${id}/${stage}/${path}`,
    },
    { endpointName: 'iris-xgboost' },
  )
  const { UserPool } = await context.clients.cognito.send(new CreateUserPoolCommand({ PoolName: 'callers' }))
  const place = { accountId, region, restApiId, userPoolArn: UserPool?.Arn ?? '' }
  const urls: BuildRecord['urls'] = {}
  for (const [name, kind] of Object.entries(kinds)) urls[name] = await deploy(context, kind.specs(place), kind)
  const state = await responseOf('GET', `/_sandbox/accounts/${accountId}/state`)
  mkdirSync(new URL(`./${record}`, import.meta.url), { recursive: true })
  writeFileSync(stateFile, `${JSON.stringify(state, null, 1)}\n`)
  writeFileSync(fileOf(record, 'deployed.json'), `${JSON.stringify({ place, urls } satisfies BuildRecord, null, 2)}\n`)
} finally {
  await end()
}

async function responseOf(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${info.url}${path}`, { method, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** One endpoint for each kind, and one that a canary calls. */
async function createEndpoints({ clients: { iam, sagemaker }, target }: WiringContext): Promise<void> {
  const where = { sagemaker, ...target }
  await createExecutionRole(iam)
  await retried(() => createModel(where, 'flowers', 'iris-xgboost'), /execution role ARN .* is invalid/)
  await createModel(where, 'words', 'sagemaker-chat')
  await createModel(where, 'zoo', '', true)
  const modelOf: Record<string, string> = { [endpointOf('chat')]: 'words', [endpointOf('models')]: 'zoo' }
  const names = [...Object.keys(kinds).map(endpointOf), candidate]
  await Promise.all(
    names.map((name) => createEndpoint(where, name, [variantOf('AllTraffic', modelOf[name] ?? 'flowers')])),
  )
}

/** One spec after the other, as a person who changes a URL does, and a key and share links where the kind is about them. */
async function deploy(context: WiringContext, specs: WiringSpec[], { canaryPercent }: Kind): Promise<Deployed> {
  let url = ''
  for (const [index, spec] of specs.entries()) {
    const options = index === specs.length - 1 && canaryPercent ? { canaryPercent } : {}
    const { invokeUrl = '' } = unwrap(await runDeploy(context, spec, () => {}, options))
    url = invokeUrl.replace(info.url, '')
    process.stdout.write(`${onlyRoute(spec).endpointName}: ${index + 1} of ${specs.length}\n`)
  }
  const live = specs.at(-1)!
  const { endpointName } = onlyRoute(live)
  const isKeyed = live.access.kind === 'key'
  const apiKey = isKeyed ? await makeKey(context, endpointName) : undefined
  const isShared = isKeyed || endpointName === endpointOf('shared')
  return {
    url,
    versions: (await readDeploymentHistory(context, endpointName)).map(({ version }) => version),
    ...(apiKey ? { apiKey } : {}),
    shareLinks: isShared ? await makeShareLinks(context, live, url) : [],
  }
}

/** A key that was rotated; returns its new value. */
async function makeKey({ clients, deployedBy: person }: WiringContext, endpointName: string): Promise<string> {
  const place = { clients, endpointName, person }
  const { id } = unwrap(await createKey(place, 'Mobile app'))
  return unwrap(await rotateKey(place, id)).value
}

/** One for everybody who has its address, one that two sites frame; neither ends in the life of this project. */
async function makeShareLinks(context: WiringContext, spec: WiringSpec, url: string): Promise<Deployed['shareLinks']> {
  const place = { ...sharePlace(context, onlyRoute(spec).endpointName, url), spec }
  const linkSpec = { description: 'Four measures, one “species”.', days: 36_500, bounded: true }
  const links: Deployed['shareLinks'] = []
  for (const [title, embedOrigins] of [
    ['What’s this flower?', []],
    ['A flower in a frame', ['https://www.acme.dev', 'https://acme.dev']],
  ] as [string, string[]][]) {
    const { link } = unwrap(await createShareLink(place, { ...linkSpec, title, embedOrigins, dailyCap: 1_000 }))
    for (const address of [link.url, link.embed?.url])
      if (address) links.push({ title, token: address.match(/\/share\/([^/]+)/)?.[1] ?? '' })
  }
  return links
}
