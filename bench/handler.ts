/**
 * The function of a deploy: its zip; its start beside a function that does nothing and one with boto3; and the processor time of
 * a request beside the same call of SageMaker signed by hand. Each pair takes turns, so that both meet the same machine.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateSync } from 'node:zlib'
import { build } from 'esbuild'
import { defaultSpec } from '../lib/spec/defaults'
import { flatSpec } from '../lib/spec/flat-spec'
import { onlyRoute } from '../lib/spec/spec'
import { HANDLER_SOURCE } from '../lib/wiring/handler-bundle.generated'
import { functionZip } from '../lib/wiring/run/zip'
import { report } from './row'

const starts = 15
const requests = 1_000
const turns = 5
const run = promisify(execFile)
const child = new URL('handler-child.mjs', import.meta.url).pathname
const spec = defaultSpec('iris-xgboost', 'Real-time')
const { queryParameter } = onlyRoute(spec)

const folder = mkdtempSync(join(tmpdir(), 'portico-bench-handler-'))
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const ours = write('index.mjs', HANDLER_SOURCE)
write('wiring.json', JSON.stringify(flatSpec(spec)))
const bare = write('bare.mjs', 'export const handler = async () => ({ statusCode: 200, headers: {}, body: "" })')
const boto = write(
  'boto.py',
  'import boto3\nboto3.client("sagemaker-runtime", region_name="eu-west-1")\nprint("ready")',
)

/** The one call that a function of rows has to make. */
const bySource = `
import { AwsV4Signer } from 'aws4fetch'
const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region, AWS_ENDPOINT_URL: base } = process.env
const cache = new Map()
export async function handler(event) {
  const body = new TextEncoder().encode(event.queryStringParameters.data)
  const signer = new AwsV4Signer({ accessKeyId, secretAccessKey, region, cache, service: 'sagemaker', method: 'POST', body,
    url: base + '/endpoints/iris-xgboost/invocations', headers: { 'Content-Type': 'text/csv' } })
  const { url, headers } = await signer.sign()
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = new TextDecoder().decode(new Uint8Array(await response.arrayBuffer()))
  return { statusCode: response.status, headers: { 'Content-Type': response.headers.get('content-type') }, body: text }
}`
const bundled = await build({
  stdin: { contents: bySource, resolveDir: process.cwd(), loader: 'js' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  minify: true,
  write: false,
  tsconfigRaw: {},
})
const byHand = write('by-hand.mjs', bundled.outputFiles[0]?.text ?? '')

const model = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'text/csv' }).end('0\n'))
}).listen(0, '127.0.0.1')
await new Promise((done) => model.once('listening', done))
const env: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '',
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}`,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a-secret-of-nobody',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  LAMBDA_TASK_ROOT: folder,
  ENDPOINT_NAME: 'iris-xgboost',
  QUERY_PARAMETER: queryParameter,
}
const query = { data: ['5.1,3.5,1.4,0.2'] }
const event = JSON.stringify({
  httpMethod: 'GET',
  path: '/iris',
  headers: {},
  multiValueHeaders: {},
  queryStringParameters: { data: query.data[0] },
  multiValueQueryStringParameters: query,
  body: null,
  isBase64Encoded: false,
  requestContext: { requestId: 'bench' },
})

const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** @returns ms from the start of the process until it is ready */
async function startOf(command: string, ...args: string[]): Promise<number> {
  const begun = performance.now()
  const { stdout } = await run(command, args, { env })
  if (stdout.trim() !== 'ready') throw new Error(`${args.join(' ')} said ${stdout}`)
  return performance.now() - begun
}

async function warm(file: string): Promise<{ cpuMs: number; peakMb: number }> {
  const { stdout } = await run(process.execPath, [child, file, String(requests), event], { env })
  return JSON.parse(stdout)
}

const cold: Record<'ours' | 'bare' | 'boto', number[]> = { ours: [], bare: [], boto: [] }
const hasBoto = await startOf('python3', boto).then(
  () => true,
  () => false,
)
for (let at = 0; at < starts; at++) {
  cold.bare.push(await startOf(process.execPath, child, bare))
  cold.ours.push(await startOf(process.execPath, child, ours))
  if (hasBoto && at % 3 === 0) cold.boto.push(await startOf('python3', boto))
}
const costs: Record<'ours' | 'byHand', { cpuMs: number; peakMb: number }[]> = { ours: [], byHand: [] }
for (let at = 0; at < turns; at++) {
  costs.byHand.push(await warm(byHand))
  costs.ours.push(await warm(ours))
}
model.close()
rmSync(folder, { recursive: true })

const zip = functionZip(flatSpec(spec), HANDLER_SOURCE)
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
const ms = (value: number) => `${value.toFixed(value < 10 ? 3 : 0)} ms`
const started = middle(cold.ours)
const nodeRatio = started / middle(cold.bare)
const botoRatio = started / middle(cold.boto)
const cpu = middle(costs.ours.map(({ cpuMs }) => cpuMs))
const cpuByHand = middle(costs.byHand.map(({ cpuMs }) => cpuMs))
const peak = (all: { peakMb: number }[]) => `${middle(all.map(({ peakMb }) => peakMb)).toFixed(0)} MB at its peak`
report(
  [
    {
      what: 'Zip of a function for rows',
      measured: kb(zip.length),
      peer: `${kb(Buffer.byteLength(HANDLER_SOURCE))} of source`,
      ratio: zip.length / Buffer.byteLength(HANDLER_SOURCE),
      goal: '≤ 16 KB',
      met: zip.length <= 16 * 1024,
    },
    {
      what: 'Cold start, process to ready',
      measured: ms(started),
      peer: `${ms(middle(cold.bare))} of a function that does nothing`,
      ratio: nodeRatio,
      goal: '≤ 1.10 ×',
      met: nodeRatio <= 1.1,
    },
    {
      what: 'Cold start beside boto3',
      measured: ms(started),
      peer: hasBoto ? `${ms(middle(cold.boto))} of Python with its client` : 'Python with boto3 is not there',
      ratio: hasBoto ? botoRatio : undefined,
      goal: '≤ 0.25 ×',
      met: hasBoto ? botoRatio <= 0.25 : undefined,
    },
    {
      what: 'Processor time of a warm request',
      measured: ms(cpu),
      peer: `${ms(cpuByHand)} of the same call signed by hand`,
      ratio: cpu / cpuByHand,
      goal: '≤ 1.05 ×',
      met: cpu / cpuByHand <= 1.05,
    },
  ],
  [
    `The handler alone is ${kb(deflateSync(HANDLER_SOURCE, { level: 9 }).length)} deflated; the rest is the spec.`,
    `Memory of the process: ${peak(costs.ours)}; signed by hand ${peak(costs.byHand)}.`,
  ],
)
