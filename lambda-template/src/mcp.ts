/**
 * The model as a tool of an agent: a Model Context Protocol server at `{invoke URL}/mcp`. It has no sessions, and each POST gets
 * one JSON answer, which the protocol allows.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
 */
import { isLosslessNumber, parse, stringify } from 'lossless-json'
import type { ProxyEvent } from './event'
import type { CallFacts, InnerCall, RespondToMcp } from './front'
import { callTool } from './mcp/mcp-call'
import { readTool, type Tool } from './mcp/mcp-tool'
import { isTooDeep, mostLevels } from './request/depth'
import { jsonResponse, type ProxyResponse } from './respond'
import { type Fields, isFields } from './response/response-shapes'
import type { Settings } from './settings'

/** The newest first. Revisions before the first of these have another transport. */
const versions = ['2025-11-25', '2025-06-18', '2025-03-26']
/** What a client without the header speaks. */
const versionUnsaid = '2025-03-26'

/** https://www.jsonrpc.org/specification#error_object */
const parseError = -32_700
const invalidRequest = -32_600
const methodNotFound = -32_601
const invalidParams = -32_602

/** Only the oldest revision has batches. */
const mostMessages = 20

type Responded = CallFacts & { response: ProxyResponse }

/** Makes what responds to the requests of clients. @param folder where the zip's files are */
export function mcpOf(folder: string | undefined): RespondToMcp | undefined {
  const tool = readTool(folder)
  return tool && ((event, settings, call) => respondToMcp(event, tool, settings, call))
}

/** Responds to one HTTP request of a client. */
async function respondToMcp(event: ProxyEvent, tool: Tool, settings: Settings, call: InnerCall): Promise<Responded> {
  const refusal = transportProblem(event, settings)
  if (refusal) return { response: refusal, code: 'mcp_refused' }
  const text = new TextDecoder().decode(event.body)
  if (isTooDeep(text)) return refused(400, parseError, `The message is nested deeper than ${mostLevels} levels.`)
  let message: unknown
  try {
    message = parse(text)
  } catch {
    return refused(400, parseError, 'The body is not JSON, or an object in it has a name twice.')
  }
  if (!Array.isArray(message)) return respondToOne(message, tool, settings, call)
  if (versionOf(event) !== versionUnsaid)
    return refused(400, invalidRequest, 'This revision of the protocol has no batches: send one message a request.')
  if (message.length === 0 || message.length > mostMessages)
    return refused(400, invalidRequest, `A batch has 1 to ${mostMessages} messages, and this one ${message.length}.`)
  return respondToBatch(message, tool, settings, call)
}

const versionOf = ({ headers }: ProxyEvent) => headers['mcp-protocol-version']?.trim() || versionUnsaid

/** What HTTP itself decides, before the message is read. */
function transportProblem(event: ProxyEvent, { allowedOrigins }: Settings): ProxyResponse | undefined {
  const { method, headers } = event
  const refusal = (status: number, message: string, more: Record<string, string> = {}) => {
    const { response } = refused(status, invalidRequest, message)
    return { ...response, headers: { ...response.headers, ...more } }
  }
  // A page of another site could call what only its visitor can reach.
  if (headers.origin && !allowedOrigins.includes('*') && !allowedOrigins.includes(headers.origin))
    return refusal(403, 'Pages of this origin cannot call this URL. Its owner has the list of origins.')
  if (method !== 'POST')
    return refusal(405, 'Send each message by POST. There is no stream to open, and no session to end.', {
      Allow: 'POST, OPTIONS',
    })
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return refusal(415, 'Send the message as application/json.')
  if (headers.accept && !/application\/(json|\*)|\*\/\*/i.test(headers.accept))
    return refusal(406, 'The answer is application/json, which Accept does not name.')
  if (!versions.includes(versionOf(event)))
    return refusal(400, `The header MCP-Protocol-Version names no revision that is served: ${versions.join(', ')}.`)
  return undefined
}

const errorOf = (id: unknown, code: number, message: string) => ({ jsonrpc: '2.0', id, error: { code, message } })

const refused = (status: number, code: number, message: string): Responded => ({
  response: jsonResponse(status, errorOf(null, code, message)),
  code: 'mcp_refused',
})

/** A notification, or the response to a request that was never made, gets none. */
const accepted: Responded = { response: { ...jsonResponse(202, {}), body: '', headers: {} }, code: 'mcp' }

async function respondToOne(message: unknown, tool: Tool, settings: Settings, call: InnerCall): Promise<Responded> {
  const { reply, ...facts } = await replyTo(message, tool, settings, call)
  if (!reply) return accepted
  const status = isFields(message) && 'id' in message ? 200 : 400
  return { ...facts, response: written(status, reply) }
}

async function respondToBatch(
  messages: unknown[],
  tool: Tool,
  settings: Settings,
  call: InnerCall,
): Promise<Responded> {
  const replies = await Promise.all(messages.map((one) => replyTo(one, tool, settings, call)))
  const due = replies.flatMap(({ reply }) => reply ?? [])
  if (due.length === 0) return accepted
  const failed = replies.find(({ code }) => code !== 'mcp' && code !== 'ok')
  return { response: written(200, due), code: failed?.code ?? 'ok', detail: failed?.detail }
}

/** Numbers keep their digits. */
const written = (status: number, reply: object): ProxyResponse => ({
  ...jsonResponse(status, {}),
  body: stringify(reply) ?? '',
})

type Reply = CallFacts & { reply?: object }

/** Responds to one JSON-RPC message; without a reply if none is due. */
async function replyTo(message: unknown, tool: Tool, settings: Settings, call: InnerCall): Promise<Reply> {
  const failed = (id: unknown, code: number, text: string): Reply => ({
    reply: errorOf(id, code, text),
    code: 'mcp_refused',
  })
  if (!isFields(message) || message.jsonrpc !== '2.0')
    return failed(null, invalidRequest, 'The body is no JSON-RPC 2.0 message.')
  const { id, method, params } = message
  if (method === undefined && ('result' in message || 'error' in message)) return { code: 'mcp' }
  if (typeof method !== 'string') return failed(idOf(id), invalidRequest, 'The message names no method.')
  if (!('id' in message)) return { code: 'mcp' }
  if (idOf(id) === null) return failed(null, invalidRequest, 'The id of a request is a text or a whole number.')
  const done = (result: object): Reply => ({ reply: { jsonrpc: '2.0', id, result }, code: 'mcp' })
  // Some clients send `[]` if there are none.
  const given = isFields(params) ? params : {}
  switch (method) {
    case 'initialize':
      return done(initialized(given, tool))
    case 'ping':
      return done({})
    case 'tools/list':
      return given.cursor === undefined
        ? done({ tools: [tool] })
        : failed(id, invalidParams, 'There is one page of tools: send no cursor.')
    case 'tools/call': {
      if (given.name !== tool.name) return failed(id, invalidParams, `Unknown tool: the only one is ${tool.name}.`)
      if (given.arguments !== undefined && !isFields(given.arguments))
        return failed(id, invalidParams, 'The arguments of a tool are an object.')
      const { result, ...facts } = await callTool(given.arguments ?? {}, tool, settings, call)
      return { ...facts, reply: done(result).reply }
    }
    default:
      return failed(id, methodNotFound, `There is no method ${method.slice(0, 64)} here: this server has tools alone.`)
  }
}

/** Returns the id if it can be one; null for any other value. */
const idOf = (id: unknown): unknown =>
  typeof id === 'string' || (isLosslessNumber(id) && Number.isInteger(Number(id.value))) ? id : null

/** Agrees to the client's revision, or offers the newest. */
const initialized = ({ protocolVersion }: Fields, { name, title, description }: Tool) => ({
  protocolVersion: versions.find((one) => one === protocolVersion) ?? versions[0],
  capabilities: { tools: {} },
  serverInfo: { name, title, version: '1.0.0' },
  instructions: description,
})
