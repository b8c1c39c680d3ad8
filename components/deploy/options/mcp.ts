import type { OptionForm } from './option-form'

export interface McpValues {
  mcpOn: boolean
  /** Empty: a sentence from the contract. */
  mcpDescription: string
}

export const mcpForm: OptionForm<'mcp', McpValues> = {
  valuesOf: (mcp) => ({ mcpOn: mcp !== undefined, mcpDescription: mcp?.description ?? '' }),
  // What is not offered is not requested.
  fieldOf: ({ mcpOn, mcpDescription, integrationKind }) =>
    mcpOn && integrationKind === 'lambda' ? { description: mcpDescription.trim() || undefined } : undefined,
  problemAt: { 'mcp.description': 'mcpDescription', mcp: 'mcpOn' },
  setting: {
    group: 'Request and response',
    label: 'Tool of agents (MCP)',
    property: 'Environment, CreateResource mcp',
    line: 'Agents call the model as a tool of the Model Context Protocol, at /mcp below the invoke URL',
    help: {
      section: 'tool-of-agents-mcp',
      source: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
    },
    control: { tick: 'mcpOn' },
    words: ({ mcpOn, mcpDescription }) => (mcpOn ? ['on', mcpDescription.trim()].filter(Boolean).join(', ') : 'off'),
    applies: ({ values, adopted }) => !adopted && values.integrationKind === 'lambda',
  },
}
