/** A call of the tool: its arguments become the request that any caller of the URL can send, and the answer its result. */
import { parse, stringify } from 'lossless-json'
import type { CallFacts, InnerCall } from '../front'
import { normalisedType } from '../request/accept'
import type { ProxyResponse } from '../respond'
import { type Fields, isFields } from '../response/response-shapes'
import type { Settings } from '../settings'
import type { Tool } from './mcp-tool'

/** https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-result */
interface ToolResult {
  content: Content[]
  structuredContent?: object
  isError?: true
}

type Content = { type: 'text'; text: string } | { type: 'image' | 'audio'; data: string; mimeType: string }

type InnerRequest = Parameters<InnerCall>[0]

type Called = CallFacts & { result: ToolResult }

/** What the arguments lack, or the model refuses, is a result: the agent reads it and tries again. */
export async function callTool(given: Fields, tool: Tool, settings: Settings, call: InnerCall): Promise<Called> {
  const request = requestOf(given, settings)
  if ('problem' in request) return { result: failure(request.problem), code: 'invalid_arguments' }
  const { response, ...facts } = await call(request, {
    ...settings,
    methods: ['GET', 'POST'],
    requestForm: 'named',
    responseForm: 'normalised',
    rightForm: 'Give the arguments by the names in the schema.',
  })
  return { ...facts, result: resultOf(response, tool) }
}

const failure = (text: string): ToolResult => ({ content: [{ type: 'text', text }], isError: true })

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown): InnerRequest => ({
  body: bytes(stringify(value) ?? 'null'),
  contentType: 'application/json',
  isText: true,
})

/** The names of arguments are those that `lib/model/tool` writes into the tool's schema. */
function requestOf(given: Fields, { contract }: Settings): InnerRequest | { problem: string } {
  const { input, features } = contract
  switch (input.kind) {
    case 'rows':
      if (features.length > 0) return json(given)
      return typeof given.data === 'string'
        ? { body: bytes(given.data), contentType: 'text/csv', isText: true }
        : { problem: 'Give data: rows of CSV, as a text.' }
    case 'text':
      return textRequest(given, input)
    case 'image':
    case 'audio':
      return fileRequest(given, input.contentType)
    case 'chat':
      return Array.isArray(given.messages) ? json(given) : { problem: 'Give messages: a list of role and content.' }
    default:
      return 'body' in given ? json(given.body) : { problem: 'Give body: the JSON that the model takes.' }
  }
}

function textRequest(
  { text, ...parameters }: Fields,
  { isPlain, isInstances }: Settings['contract']['input'],
): InnerRequest | { problem: string } {
  if (typeof text !== 'string') return { problem: 'Give text: a text.' }
  if (isPlain) return { body: bytes(text), contentType: 'text/plain', isText: true }
  const chosen = Object.keys(parameters).length > 0 ? parameters : undefined
  return isInstances ? json({ instances: [text], configuration: chosen }) : json({ inputs: text, parameters: chosen })
}

const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/

function fileRequest({ data, mimeType }: Fields, usual = ''): InnerRequest | { problem: string } {
  if (typeof data !== 'string' || !isBase64.test(data))
    return { problem: 'Give data: the bytes of the file as base64.' }
  const contentType = usual.endsWith('/*') || usual === '' ? mimeType : usual
  if (typeof contentType !== 'string' || !/^[a-z]+\/[a-z0-9.+-]+$/i.test(contentType))
    return { problem: 'Give mimeType: the type of the file, such as image/png.' }
  return { body: new Uint8Array(Buffer.from(data, 'base64')), contentType, isText: false }
}

function resultOf({ statusCode, headers, body, isBase64Encoded }: ProxyResponse, { outputSchema }: Tool): ToolResult {
  const type = headers['Content-Type'] ?? ''
  if (statusCode >= 400) return failure(messageIn(body))
  if (type.startsWith(normalisedType)) return structured(body)
  const mimeType = type.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!isBase64Encoded) {
    const structuredContent = outputSchema && { predictions: [{ raw: body }] }
    return { content: [{ type: 'text', text: body }], structuredContent }
  }
  if (mimeType.startsWith('image/')) return { content: [{ type: 'image', data: body, mimeType }] }
  if (mimeType.startsWith('audio/')) return { content: [{ type: 'audio', data: body, mimeType }] }
  return failure(`The model answered bytes of type ${mimeType}, which a tool cannot return. Call the URL itself.`)
}

/** Returns the structure, and the same as text for clients that read none. The name of the endpoint stays behind. */
function structured(body: string): ToolResult {
  const { model: _, ...content } = parse(body) as Fields
  return { content: [{ type: 'text', text: stringify(content) ?? '' }], structuredContent: content }
}

/** The sentence of a refusal, with the columns that were expected. */
function messageIn(body: string): string {
  const refusal: unknown = JSON.parse(body)
  if (!isFields(refusal)) return body
  const expected = Array.isArray(refusal.expected) ? ` Expected: ${refusal.expected.join(', ')}.` : ''
  return `${refusal.message}${expected}`
}
