/**
 * The model as a tool of agents, as a person chose it: a server of the Model Context Protocol at `{invoke URL}/mcp`. Pure.
 * https://modelcontextprotocol.io/specification/2025-11-25/server/tools
 */
import { z } from 'zod'
import { toolName } from '../../model/tool/tool-name'
import type { ApiOption } from '../option'
import type { Integration } from './integration'
import type { Target } from './target'

const mcpSchema = z.object({
  /** What agents read to decide whether to call the tool; a sentence from the contract if absent. */
  description: z.string().trim().min(1).max(1_000, 'At most 1,000 characters').optional(),
})

export type Mcp = z.infer<typeof mcpSchema>

interface Chosen {
  mcp?: Mcp
  integration?: Integration
  target?: Target
  streaming: boolean
}

/** What cannot be such a tool. */
export function mcpProblems({ mcp, integration, target, streaming }: Chosen) {
  if (!mcp) return []
  const problems: [boolean, string][] = [
    [integration !== undefined, 'Only the Lambda function reads the messages of agents'],
    [target?.kind === 'async', 'An asynchronous endpoint gives no response that an agent can wait for'],
    [streaming, 'The response of a tool comes as a whole: do not stream, or do without the tool'],
  ]
  return problems.filter(([holds]) => holds).map(([, message]) => ({ path: ['mcp'], message }))
}

export const mcpOption = {
  title: 'Agent tool (MCP)',
  schema: mcpSchema,
  inWords: (mcp: Mcp | undefined) =>
    mcp ? ['at /mcp below the URL', mcp.description && `“${mcp.description}”`].filter(Boolean).join(', ') : 'off',
  whyOwners: 'A tool needs a path of its own, and the paths of an adopted API stay its owner’s',
} satisfies ApiOption<typeof mcpSchema>

/** The environment variables of the function. */
export const mcpVariables = (mcp: Mcp | undefined, resourcePath: string): Record<string, string> =>
  mcp ? { MCP_TOOL: toolName(resourcePath) } : {}
