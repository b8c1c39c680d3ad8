/** The paths below the URL's own that the function responds to as well, if a person chose what is there. */
import type { ApiDefinition, Operation, PathBelow } from './definition'
import { openAiPath } from './openai'

/**
 * Clients in browsers send `MCP-Protocol-Version`; a GET and a DELETE are refused by the function.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
 */
const mcpPath = ({ path }: ApiDefinition): PathBelow => ({
  path: `${path}/mcp`,
  description: 'Messages of the Model Context Protocol',
  preflight: {
    'Access-Control-Allow-Headers': "'*,Authorization'",
    'Access-Control-Allow-Methods': "'GET,POST,DELETE,OPTIONS'",
  },
})

/** Lists them in the order of the document. API Gateway prefers an exact path to a greedy one. */
export const pathsBelow = (api: ApiDefinition): PathBelow[] => [
  ...(api.openAi ? [openAiPath(api)] : []),
  ...(api.mcp ? [mcpPath(api)] : []),
]

export const operationBelow = { key: 'x-amazon-apigateway-any-method', verb: 'ANY', takesBody: false } as const
export const integratedBelow: Operation = { ...operationBelow, validator: '' }
