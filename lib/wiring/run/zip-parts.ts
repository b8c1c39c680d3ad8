/** What a function's zip has beside the handler and its spec: the files that this spec needs. Pure. */
import { toolOf } from '../../model/tool/tool'
import { onlyRoute, type WiringSpec } from '../../spec/spec'
import { HANDLER_PARTS } from '../handler-bundle.generated'

/** Returns the texts by their names in the zip. */
export function zipParts(spec: WiringSpec): Record<string, string> {
  const { resourcePath, contract, target } = onlyRoute(spec)
  const { openAi, mcp } = spec
  const wanted: [boolean, keyof typeof HANDLER_PARTS][] = [
    [openAi !== undefined, 'openai.mjs'],
    [mcp !== undefined, 'mcp.mjs'],
    [target?.kind === 'async', 'async.mjs'],
  ]
  return {
    ...Object.fromEntries(wanted.filter(([isWanted]) => isWanted).map(([, file]) => [file, HANDLER_PARTS[file]])),
    ...(mcp
      ? { 'tool.json': JSON.stringify(toolOf({ resourcePath, contract, description: mcp.description }), null, 2) }
      : {}),
  }
}
