/** The peer of an invoke URL: a server that hands each request to the same handler process as the sandbox does, and does no more. */
import { createServer } from 'node:http'
import { FunctionProcess } from '../sandbox/services/lambda/runtime/process'
import { echoZip } from './invoke-url-handler'

const most = Number(process.argv[2])
const idle: FunctionProcess[] = []
const waiting: ((one: FunctionProcess) => void)[] = []
let count = 0

function lease(): Promise<FunctionProcess> {
  const one = idle.pop()
  if (one) return Promise.resolve(one)
  if (count >= most) return new Promise((resolve) => waiting.push(resolve))
  count += 1
  const start = { code: echoZip(), memoryMb: 128, environment: { _HANDLER: 'index.handler' } }
  return Promise.resolve(new FunctionProcess(start))
}

function release(one: FunctionProcess): void {
  const next = waiting.shift()
  if (next) next(one)
  else idle.push(one)
}

const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString('utf8')
  const one = await lease()
  const event = { httpMethod: request.method, path: request.url, headers: request.headers, body }
  const outcome = await one.invoke({
    id: 'peer',
    payload: JSON.stringify(event),
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:peer',
    timeoutMs: 30_000,
    limitBytes: 6 * 1024 * 1024,
  })
  release(one)
  const { statusCode, headers, body: text } = JSON.parse(String(outcome.payload))
  response.writeHead(statusCode, headers).end(text)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('SIGTERM', () => process.exit(0))
