/** What Lambda loads: the environment says once and for all whether this version streams. */
import { contractIn } from './contract'
import { handler as buffered } from './handler'
import { streamingHandler } from './streaming'

// Before the first request, which it would hold up.
contractIn(process.env.LAMBDA_TASK_ROOT)

export const handler = process.env.RESPONSE_MODE === 'stream' ? awslambda.streamifyResponse(streamingHandler) : buffered
