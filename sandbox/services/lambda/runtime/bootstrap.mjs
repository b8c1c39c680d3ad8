/**
 * Runs in the forked process: loads the handler once, then answers one event at a time. Everything goes through the
 * process's message channel, so that log lines and answers keep their order.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'

const send = process.send.bind(process)
let requestId = ''

for (const [method, level] of [
  ['log', 'INFO'],
  ['info', 'INFO'],
  ['warn', 'WARN'],
  ['error', 'ERROR'],
  ['debug', 'DEBUG'],
  ['trace', 'TRACE'],
]) {
  console[method] = (...args) =>
    send({ type: 'log', text: `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...args)}\n` })
}
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk) => {
    send({ type: 'log', text: String(chunk) })
    return true
  }
}

/**
 * What the Node runtime gives to functions that stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html
 */
const streaming = Symbol('streaming')

globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[streaming] = true
    return handler
  },
  HttpResponseStream: {
    /** Status and headers as JSON and eight zero bytes go before the first write; without one they are never sent. */
    from(stream, metadata) {
      stream.setContentType('application/vnd.awslambda.http-integration-response')
      stream.prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)])
      return stream
    },
  },
}

class ResponseStream extends Writable {
  prelude
  write(...args) {
    const { prelude } = this
    this.prelude = undefined
    if (prelude) super.write(prelude)
    return super.write(...args)
  }
  /** The type travels to function URLs only. */
  setContentType() {}
  _write(chunk, encoding, done) {
    send({ type: 'chunk', base64: Buffer.from(chunk, encoding).toString('base64') }, () => done())
  }
}

/** The answer under way; the platform closes it where nobody reads it any more. */
let open

async function stream(handler, event, context) {
  const responseStream = new ResponseStream()
  open = responseStream
  const finished = new Promise((resolve, reject) => {
    responseStream.once('finish', resolve)
    responseStream.once('close', resolve)
    responseStream.once('error', reject)
  })
  finished.catch(() => {})
  await handler(event, responseStream, context)
  if (!responseStream.writableEnded && !responseStream.destroyed) responseStream.end()
  await finished
}

const asError = (error, type) => ({
  errorType: type ?? (error instanceof Error ? error.name : typeof error),
  errorMessage: error instanceof Error ? error.message : String(error),
  trace: error instanceof Error ? String(error.stack).split('\n') : [],
})

async function load() {
  const [file, name] = [process.env._HANDLER.replace(/\.[^.]*$/, ''), process.env._HANDLER.split('.').pop()]
  const path = ['.js', '.mjs', '.cjs'].map((end) => join(process.env.LAMBDA_TASK_ROOT, file + end)).find(existsSync)
  if (!path)
    throw Object.assign(new Error(`Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`), {
      name: 'Runtime.ImportModuleError',
      message: `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`,
    })
  const module = await import(pathToFileURL(path).href)
  const handler = module[name] ?? module.default?.[name]
  if (typeof handler !== 'function')
    throw Object.assign(new Error(`${process.env._HANDLER} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    })
  return handler
}

/** A handler answers by promise or by callback. */
const call = (handler, event, context) =>
  new Promise((resolve, reject) => {
    const done = (error, value) => (error ? reject(error) : resolve(value))
    const response = handler(event, { ...context, done, succeed: resolve, fail: reject }, done)
    if (typeof response?.then === 'function') response.then(resolve, reject)
    else if (handler.length < 3) resolve(response)
  })

let handler
try {
  handler = await load()
} catch (error) {
  send({ type: 'init-failed', error: asError(error) })
}
if (handler) send({ type: 'ready' })

process.on('message', async (message) => {
  if (message.type === 'gone') return void open?.destroy()
  const { id, payload, deadline, functionArn, limitBytes } = message
  requestId = id
  try {
    const context = {
      awsRequestId: id,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
      invokedFunctionArn: functionArn,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    }
    if (handler[streaming]) {
      await stream(handler, JSON.parse(payload), context)
      send({ type: 'streamed' })
      return
    }
    const response = await call(handler, JSON.parse(payload), context)
    const text = JSON.stringify(response === undefined ? null : response)
    send({ type: 'returned' })
    // Lambda's own runtime sends no more than that either.
    send(Buffer.byteLength(text) > limitBytes ? { type: 'too-large' } : { type: 'response', payload: text })
  } catch (error) {
    const reported = asError(error)
    console.error('Invoke Error', JSON.stringify({ ...reported, stack: reported.trace }))
    send({ type: 'failed', payload: JSON.stringify(reported) })
  }
})
