/** Rows that somebody sent to a model, or trained it with, are in nothing that leaves the console. */

import { GetDocumentationPartsCommand, GetRestApiCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetFunctionCommand } from '@aws-sdk/client-lambda'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../sandbox/testing/account'
import { exportStage } from '../aws/apigateway/export'
import { readEvidence, withEvidence } from '../model/profile/evidence'
import { profileOf } from '../model/profile/profile'
import { storedProfile } from '../model/profile/stored-profile'
import { callerSnippets } from '../snippets/caller-snippets'
import { describedUrlOf } from '../snippets/described-url'
import { downloadFile } from '../snippets/download-file'
import { downloadKinds } from '../snippets/download-kinds'
import { needsOf } from '../spec/api-parts/access'
import { defaultSpec } from '../spec/defaults'
import { withProfile } from '../spec/route-parts/with-profile'
import { onlyRoute, type WiringSpec } from '../spec/spec'
import { withFields } from '../spec/testing'
import { runDeploy } from '../wiring/engine'
import { openApiOf } from '../wiring/openapi/document'
import { definitionOf } from '../wiring/plan/desired-of'
import { testContext, unwrap } from '../wiring/testing'
import { createShareLink } from './links'
import { readShared } from './read-shared'
import { checkShareToken } from './token'

const secret = 's'.repeat(32)
const marked = '4711.0815'
const name = 'Ana-Marked'

const captured = (data: string) =>
  JSON.stringify({
    captureData: {
      endpointInput: { data, encoding: 'CSV' },
      endpointOutput: { data: '0.9', encoding: 'CSV', observedContentType: 'text/csv' },
    },
  })
const rows = ['5.1,3.5,1.4,0.2', '6.2,2.9,4.3,1.3', '5.9,3.0,5.1,1.8']

const sources: [string, string][] = [
  ['data capture', [...rows, `${marked},3,4,1`].map(captured).join('\n')],
  ['one captured row', captured(`${marked},3,4,1`)],
  ['captured names', [`${name},3,4,1`, 'x,2,2,2', 'x,3,3,3', 'y,2,1,1', 'y,1,1,2'].map(captured).join('\n')],
  ['pasted training data', ['a,b,c,d', ...rows, `5.0,3,4,${marked}`].join('\n')],
  ['a captured body', captured(`{"instances":[{"start":"2019-05-04","target":[${marked}],"who":"${name}"}]}`)],
  ['a captured text', captured(`{"inputs":"My name is ${name} and I owe ${marked}"}`)],
  ['a captured person', captured(`{"customer":{"name":"${name}","owes":${marked}}}`)],
  ['a captured setting', captured(`{"inputs":"Hi","parameters":{"user":"${name}","customer":${marked}}}`)],
  [
    'a captured chat',
    captured(`{"messages":[{"role":"system","content":"${name}"},{"role":"user","content":"${marked}"}]}`),
  ],
]

let account: TestAccount
beforeAll(async () => {
  account = await createTestAccount()
})
afterAll(() => account.close())

/** Everything of a deployed public API that somebody outside of the console can read. */
async function publicParts(spec: WiringSpec): Promise<Record<string, string>> {
  const context = testContext(account)
  const { clients, target, invokeUrlTemplate, clock, fetch } = context
  const { endpointName } = onlyRoute(spec)
  const { invokeUrl = '', restApiId = '', sample, reached } = unwrap(await runDeploy(context, spec, () => {}))
  const where = { clients, target, endpointName, restApiId, secret, origin: 'https://portico.acme.dev' }
  const place = { ...where, spec, person: 'ana@acme.dev', invokeUrlTemplate, fetch, clock }
  const linkSpec = { title: 'A model', days: 3, bounded: true, embedOrigins: [] }
  const link = unwrap(await createShareLink(place, linkSpec))
  const check = await checkShareToken(secret, link.link.url.match(/\/share\/([^/]+)/)?.[1] ?? '')
  if (check.state !== 'valid') throw new Error(check.state)
  const shared = await readShared(place, check.claims)
  if (shared.state !== 'live') throw new Error(shared.state)
  const { page } = shared
  const called = { ...page, region: target.region, needs: needsOf(spec.access) }
  const described = describedUrlOf(spec, invokeUrl, target.region)
  const { Code } = await clients.lambda.send(new GetFunctionCommand({ FunctionName: `portico-${endpointName}` }))
  const zip = unzipSync(new Uint8Array(await (await fetch(Code?.Location ?? '')).arrayBuffer()))
  const refused = await fetch(`${invokeUrl}?data=nonsense`)
  const { items = [] } = await clients.apiGateway.send(new GetDocumentationPartsCommand({ restApiId }))
  const stage = (await clients.apiGateway.send(new GetStagesCommand({ restApiId }))).item?.[0]?.stageName ?? ''
  const logGroupName = `/aws/lambda/portico-${endpointName}`
  const { events = [] } = await clients.logs.send(new FilterLogEventsCommand({ logGroupName }))
  return {
    page: JSON.stringify(page),
    snippets: JSON.stringify(callerSnippets(called, page.sampleRow ?? '')),
    ...Object.fromEntries(
      [described, { ...page, region: target.region }].flatMap((url, at) =>
        downloadKinds.map(({ kind }) => [`download ${kind} ${at}`, downloadFile(kind, url).text]),
      ),
    ),
    definition: JSON.stringify(openApiOf(definitionOf(context, spec))),
    api: JSON.stringify(await clients.apiGateway.send(new GetRestApiCommand({ restApiId }))),
    zip: Object.values(zip)
      .map((file) => strFromU8(file))
      .join('\n'),
    response: JSON.stringify(sample ?? reached),
    copy: JSON.stringify(items),
    log: JSON.stringify(events),
    error: await refused.text(),
    export: await exportStage(clients.apiGateway, restApiId, stage),
    ...(spec.mcp ? await toolParts(`${invokeUrl}/mcp`, fetch) : {}),
    ...(spec.openAi ? await openAiParts(invokeUrl, fetch) : {}),
  }
}

type Fetch = typeof globalThis.fetch

/** Returns what a public API says as the tool of an agent: its description, and a refusal of arguments. */
async function toolParts(url: string, fetch: Fetch): Promise<Record<string, string>> {
  const call = async (method: string, params: object) => {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' }
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    return (await fetch(url, { method: 'POST', headers, body })).text()
  }
  const tools = await call('tools/list', {})
  expect(tools).toContain('inputSchema')
  const [, name = ''] = /"tools":\[\{"name":"([^"]+)"/.exec(tools) ?? []
  const refused = await call('tools/call', { name, arguments: { nonsense: 1 } })
  expect(refused).toContain('isError')
  return { tools, 'refused tool call': refused }
}

/** Returns what a public API says to clients of OpenAI. */
async function openAiParts(url: string, fetch: Fetch): Promise<Record<string, string>> {
  const models = await (await fetch(`${url}/models`)).text()
  expect(models).toContain('"object":"list"')
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"model":"sage"}' }
  const refused = await (await fetch(`${url}/chat/completions`, init)).text()
  expect(refused).toContain('"error"')
  return { models, 'refused completion': refused }
}

/** Visits of a page keep its spec for half a minute, so each public API here has an endpoint of its own. */
function specFrom(text: string, endpointName: string): WiringSpec {
  const spec = defaultSpec(endpointName, 'Real-time')
  const evidence = unwrap(readEvidence(text))
  const contract = unwrap(withEvidence({ features: [] }, evidence))
  const found = [{ title: 'Data capture', place: 's3://b/k', evidence }]
  return withFields(spec, { contract, profile: storedProfile(profileOf({ found }), 'acme.dev/iris:1') })
}

const textOf = (source: string): string => sources.find(([name]) => name === source)?.[1] ?? ''

describe('a marked value', () => {
  it.each(sources)('of %s is in no spec, of which everything public is made', (_, text) => {
    const has = (part: string) => [marked, name].filter((value) => part.includes(value))
    expect(has(text.replaceAll('\\', ''))).not.toEqual([])
    const spec = specFrom(text, 'iris-xgboost')
    expect(has(JSON.stringify(spec))).toEqual([])
    const { contract } = onlyRoute(spec)
    expect(contract.features.length + (contract.input ? 1 : 0)).toBeGreaterThan(0)
  })

  it.each(sources)('of %s is in no profile, which a first deploy starts with', (_, text) => {
    const found = [{ title: 'Data capture', place: 's3://b/k', evidence: unwrap(readEvidence(text)) }]
    const profile = profileOf({ found })
    const spec = withProfile(defaultSpec('iris-xgboost', 'Real-time'), profile)
    const made = JSON.stringify([profile, spec, storedProfile(profile, 'acme.dev/iris:1')])
    expect([marked, name].filter((value) => made.includes(value))).toEqual([])
  })

  it.each<[source: string, endpointName: string, more: Partial<WiringSpec>]>([
    ['data capture', 'iris-xgboost', { mcp: {} }],
    ['pasted training data', 'iris-serverless', { mcp: {} }],
    ['a captured chat', 'sagemaker-chat-lmi', { openAi: { model: 'sage', container: 'openai' } }],
  ])('of %s is found in nothing that is deployed, shared or answered', async (source, endpointName, more) => {
    const parts = await publicParts({ ...specFrom(textOf(source), endpointName), ...more })
    for (const [part, content] of Object.entries(parts)) {
      expect(content.length, part).toBeGreaterThan(0)
      expect(content, part).not.toContain(marked)
      expect(content, part).not.toContain(name)
    }
  })

  it('is public once a person says so', async () => {
    const spec = specFrom(textOf('data capture'), 'auto-mpg-forest')
    const examples = [{ name: 'Mine', value: `${marked},3,4,1` }]
    const parts = await publicParts(withFields(spec, { contract: { ...onlyRoute(spec).contract, examples } }))
    expect(parts.page).toContain(marked)
    expect(parts.zip).toContain(marked)
  })
})
