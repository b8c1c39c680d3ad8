/** The function behind a URI of an integration or an authorizer. */
import { withStageVariables } from '../stage-variables'

/** The path by which each transfer mode reaches a function; another mode's path is a configuration error when it is called. */
const invocationPath = {
  BUFFERED: [':lambda:path/2015-03-31/functions/', '/invocations'],
  STREAM: [':lambda:path/2021-11-15/functions/', '/response-streaming-invocations'],
}

/** @returns the function's ARN, with stage variables filled in */
export function functionArnOf(
  uri: string,
  variables: Record<string, string>,
  mode: keyof typeof invocationPath,
): string | undefined {
  const [before = '', after = ''] = invocationPath[mode]
  const [, name] = withStageVariables(uri, variables).replace(':lambda:path//', ':lambda:path/').split(before)
  return name?.endsWith(after) ? name.slice(0, -after.length) || undefined : undefined
}
