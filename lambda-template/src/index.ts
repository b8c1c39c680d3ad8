/** What Lambda loads: the environment says once and for all whether this version streams. */
import { handler as buffered } from './handler'
import { streamingHandler } from './streaming'

export const handler = process.env.RESPONSE_MODE === 'stream' ? awslambda.streamifyResponse(streamingHandler) : buffered
