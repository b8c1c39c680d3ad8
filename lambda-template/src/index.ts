/** What Lambda loads: the environment says once and for all whether this version streams, and what its paths below take. */
import { contractIn } from './contract'
import { handlerWith } from './handler'
import { streamingHandlerWith } from './streaming'

// Before the first request, which it would hold up.
contractIn(process.env.LAMBDA_TASK_ROOT)

const frontOf = process.env.OPENAI_MODEL ? (await import('./openai/front')).openAiFront : undefined

export const handler =
  process.env.RESPONSE_MODE === 'stream'
    ? awslambda.streamifyResponse(streamingHandlerWith(frontOf))
    : handlerWith(frontOf)
