/** The description of the tool, as agents get it. A deploy writes it beside the handler, if the URL is a tool too. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool */
export interface Tool {
  name: string
  title: string
  description: string
  inputSchema: object
  /** Clients refuse a result without structure then. */
  outputSchema?: object
}

/** @param folder where the zip's files are; undefined where no Lambda runs this, or the URL is no tool */
export function readTool(folder: string | undefined): Tool | undefined {
  try {
    return folder ? JSON.parse(readFileSync(join(folder, 'tool.json'), 'utf8')) : undefined
  } catch {
    return undefined
  }
}
