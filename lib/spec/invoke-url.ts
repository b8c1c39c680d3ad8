/** The invoke URL, from what AWS answers. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */
import { partitionOf } from '../aws/partition'

export interface InvokeUrlParts {
  restApiId: string
  region: string
  stage: string
  /** Without its slash. */
  resourcePath: string
  /** From configuration, with `{restApiId}` and `{stage}`; AWS's own form unless given. */
  template?: string
}

/**
 * Builds the URL that callers use.
 * @returns `https://{restApiId}.execute-api.{region}.amazonaws.com/{stage}/{resourcePath}`, with the partition's own domain, or the
 * template filled in
 */
export function invokeUrlOf({ restApiId, region, stage, resourcePath, template }: InvokeUrlParts): string {
  const base = (template ?? `https://{restApiId}.execute-api.${region}.${partitionOf(region).domain}/{stage}`)
    .replaceAll('{restApiId}', restApiId)
    .replaceAll('{stage}', stage)
    .replace(/(?<!\/)\/+$/, '')
  return `${base}/${resourcePath}`
}
