/** What Lambda loads: the environment says once and for all whether this version streams, and what its paths below take. */

import { handlerWith } from './handler'
import { contractIn } from './request/contract'
import { streamingHandlerWith } from './streaming'

// Before the first request, which it would hold up.
contractIn(process.env.LAMBDA_TASK_ROOT)

const { OPENAI_MODEL, MCP_TOOL, LAMBDA_TASK_ROOT } = process.env
const below = {
  frontOf: OPENAI_MODEL ? (await import('./openai/front')).openAiFront : undefined,
  mcp: MCP_TOOL ? (await import('./mcp')).mcpOf(LAMBDA_TASK_ROOT) : undefined,
}

export const handler =
  process.env.RESPONSE_MODE === 'stream' ? awslambda.streamifyResponse(streamingHandlerWith(below)) : handlerWith(below)
