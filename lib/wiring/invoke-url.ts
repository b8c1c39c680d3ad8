/** The public URL, from what AWS answers. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html */

export interface InvokeUrlParts {
  restApiId: string
  region: string
  partition: string
  stage: string
  /** Without its slash. */
  resourcePath: string
  /** From configuration, with `{restApiId}` and `{stage}`; AWS's own form unless given. */
  template?: string
}

export function invokeUrlOf({ restApiId, region, partition, stage, resourcePath, template }: InvokeUrlParts): string {
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const base = (template ?? `https://{restApiId}.execute-api.${region}.${suffix}/{stage}`)
    .replaceAll('{restApiId}', restApiId)
    .replaceAll('{stage}', stage)
    .replace(/(?<!\/)\/+$/, '')
  return `${base}/${resourcePath}`
}
