/**
 * Calls of a URL that answers signed requests only. Credentials come from where AWS's own tools look for them; the
 * snippets name none.
 */

import { type FeatureContract, inputOf } from '../model/contract/contract'
import { chatBody, jsonExample, jsonTypeOf, textBody } from '../model/requests/build-body'
import { buildNamed, buildRowRequest, type RowTarget } from '../model/requests/build-request'
import type { Snippets } from './snippets'

/** One call of the URL, before anything authorizes it. */
export interface SentRequest {
  method: 'GET' | 'POST'
  url: string
  contentType?: string
  /** In place of a body: a file's name. */
  fileName?: string
  body?: string
}

/** @param row for a model that takes rows */
export function signedSnippets(contract: FeatureContract, target: RowTarget, row: string, region: string): Snippets {
  const request = requestOf(contract, target, row)
  return { curl: curlOf(request, region), python: pythonOf(request, region), javascript: javascriptOf(request, region) }
}

/** Builds the call with the row, or with the example of the contract. */
export function requestOf(contract: FeatureContract, target: RowTarget, row: string): SentRequest {
  const { invokeUrl: url } = target
  const input = inputOf(contract)
  const example = contract.examples?.[0]?.value
  if (input.kind === 'rows') {
    const named = buildNamed(target, contract.features, row)
    if (named?.json && !named.url) return { method: 'POST', url, body: named.json, contentType: 'application/json' }
    const call = named?.url ? { method: 'GET' as const, url: named.url } : buildRowRequest(target, [row])
    // A signer signs the query as it stands, and every sign in it is safest encoded.
    const encoded = { ...call, url: call.url.replaceAll(',', '%2C') }
    return 'body' in call ? { ...encoded, contentType: 'text/csv' } : encoded
  }
  if (input.kind === 'image' || input.kind === 'audio') {
    const [fileName, usual] = input.kind === 'image' ? ['picture.png', 'image/png'] : ['recording.wav', 'audio/wav']
    const contentType = input.contentType.endsWith('/*') ? usual : input.contentType
    return { method: 'POST', url, fileName, contentType }
  }
  if (input.kind === 'json')
    return {
      method: 'POST',
      url,
      body: jsonExample(input.example ?? example ?? '{}', input),
      contentType: jsonTypeOf(input),
    }
  const { body, contentType } =
    input.kind === 'text'
      ? textBody(input, example ?? 'Your text', {})
      : chatBody(input, input.system ?? '', [{ role: 'user', content: example ?? 'Your question' }], {})
  return { method: 'POST', url, body: String(body), contentType }
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** JSON's escapes are Python's and JavaScript's too. */
const quoted = (text: string): string => JSON.stringify(text)

/** A header without value is not sent, so that long-lived keys work with it too. https://curl.se/docs/manpage.html#--aws-sigv4 */
function curlOf({ method, url, contentType, body, fileName }: SentRequest, region: string): string {
  const lines = [
    `curl ${method === 'POST' && body === undefined && !fileName ? '-X POST ' : ''}${shellQuoted(url)}`,
    `--aws-sigv4 ${shellQuoted(`aws:amz:${region}:execute-api`)}`,
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    '-H "x-amz-security-token: $AWS_SESSION_TOKEN"',
    ...(contentType ? [`-H ${shellQuoted(`content-type: ${contentType}`)}`] : []),
    ...(body === undefined ? [] : [`--data-raw ${shellQuoted(body)}`]),
    ...(fileName ? [`--data-binary @${fileName}`] : []),
  ]
  return lines.join(' \\\n  ')
}

/** https://boto3.amazonaws.com/v1/documentation/api/latest/guide/credentials.html */
function pythonOf({ method, url, contentType, body, fileName }: SentRequest, region: string): string {
  const data = fileName
    ? `open(${quoted(fileName)}, "rb").read()`
    : body === undefined
      ? 'None'
      : `${quoted(body)}.encode()`
  return `import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

request = AWSRequest(
    method="${method}",
    url=${quoted(url)},
    data=${data},
    headers={${contentType ? `"content-type": ${quoted(contentType)}` : ''}},
)
credentials = boto3.Session().get_credentials()
SigV4Auth(credentials, "execute-api", ${quoted(region)}).add_auth(request)

response = requests.request(
    request.method, request.url, data=request.data, headers=dict(request.headers), timeout=30
)
response.raise_for_status()
print(response.text)`
}

/** https://github.com/mhart/aws4fetch */
function javascriptOf({ method, url, contentType, body, fileName }: SentRequest, region: string): string {
  const options = [
    ...(method === 'POST' ? ['method: "POST"'] : []),
    ...(contentType ? [`headers: { "content-type": ${quoted(contentType)} }`] : []),
    ...(fileName ? [`body: await readFile(${quoted(fileName)})`] : []),
    ...(body === undefined ? [] : [`body: ${quoted(body)}`]),
  ]
  const sent = options.length > 0 ? `, {\n  ${options.join(',\n  ')},\n}` : ''
  return `import { AwsClient } from "aws4fetch"
${fileName ? 'import { readFile } from "node:fs/promises"\n' : ''}
const aws = new AwsClient({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
  service: "execute-api",
  region: ${quoted(region)},
})
const response = await aws.fetch(${quoted(url)}${sent})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`
}
