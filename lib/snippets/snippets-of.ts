/** How to call the URL with what its contract requires: a row in the query, or a body of the right type. */

import { type FeatureContract, inputOf } from '../model/contract/contract'
import { chatBody, jsonExample, jsonTypeOf, textBody } from '../model/requests/build-body'
import { buildNamed, buildRowRequest, type RowTarget } from '../model/requests/build-request'
import { curlHeaders, objectText, querySnippets, type Snippets } from './snippets'

/**
 * @param sampleRow for a model that takes rows
 * @param headers with placeholders, never with a secret
 */
export function snippetsOf(
  contract: FeatureContract,
  target: RowTarget,
  sampleRow: string,
  headers: Record<string, string> = {},
): Snippets {
  const { invokeUrl } = target
  const input = inputOf(contract)
  const example = contract.examples?.[0]?.value
  if (input.kind === 'rows') return rowSnippets(contract, target, sampleRow, headers)
  if (input.kind === 'image')
    return fileSnippets(invokeUrl, 'picture.png', typeOf(input.contentType, 'image/png'), headers)
  if (input.kind === 'audio')
    return fileSnippets(invokeUrl, 'recording.wav', typeOf(input.contentType, 'audio/wav'), headers)
  if (input.kind === 'json')
    return textSnippets(invokeUrl, jsonExample(input.example ?? example ?? '{}', input), jsonTypeOf(input), headers)
  const { body, contentType } =
    input.kind === 'text'
      ? textBody(input, example ?? 'Your text', {})
      : chatBody(input, input.system ?? '', [{ role: 'user', content: example ?? 'Your question' }], {})
  return textSnippets(invokeUrl, String(body), contentType, headers)
}

/** By the names of the features where the URL takes them, else the row in the query or as a body. */
function rowSnippets(
  { features }: FeatureContract,
  target: RowTarget,
  sampleRow: string,
  headers: Record<string, string>,
): Snippets {
  const { invokeUrl, queryParameter } = target
  const named = buildNamed(target, features, sampleRow)
  if (named?.url) {
    const inQuery = querySnippets('GET', invokeUrl, [...new URL(named.url).searchParams], headers)
    if (!named.json) return inQuery
    const { curl } = textSnippets(invokeUrl, named.json, 'application/json', headers)
    return { ...inQuery, curl: `${inQuery.curl}\n\n# The same as JSON: one object, or a list of them\n${curl}` }
  }
  if (named?.json) return textSnippets(invokeUrl, named.json, 'application/json', headers)
  const { method, body } = buildRowRequest(target, [sampleRow])
  if (body !== undefined) return textSnippets(invokeUrl, body, 'text/csv', headers)
  return querySnippets(method, invokeUrl, [[queryParameter, sampleRow]], headers)
}

const typeOf = (contentType: string, usual: string) => (contentType.endsWith('/*') ? usual : contentType)

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** JSON's escapes are Python's and JavaScript's too. */
const quoted = (text: string): string => JSON.stringify(text)

function textSnippets(invokeUrl: string, body: string, contentType: string, more: Record<string, string>): Snippets {
  const headers = { 'content-type': contentType, ...more }
  return {
    curl: `curl ${shellQuoted(invokeUrl)}${curlHeaders(headers)} \\
  --data-raw ${shellQuoted(body)}`,
    python: `import requests

response = requests.post(
    ${quoted(invokeUrl)},
    data=${quoted(body)}.encode(),
    headers=${objectText(headers)},
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const response = await fetch(${quoted(invokeUrl)}, {
  method: "POST",
  headers: ${objectText(headers)},
  body: ${quoted(body)},
})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}

function fileSnippets(
  invokeUrl: string,
  fileName: string,
  contentType: string,
  more: Record<string, string>,
): Snippets {
  const headers = { 'content-type': contentType, ...more }
  return {
    curl: `curl ${shellQuoted(invokeUrl)}${curlHeaders(headers)} \\
  --data-binary @${fileName}`,
    python: `import requests

with open(${quoted(fileName)}, "rb") as file:
    response = requests.post(
        ${quoted(invokeUrl)},
        data=file,
        headers=${objectText(headers)},
        timeout=30,
    )
response.raise_for_status()
print(response.text)`,
    javascript: `import { readFile } from "node:fs/promises"

const response = await fetch(${quoted(invokeUrl)}, {
  method: "POST",
  headers: ${objectText(headers)},
  body: await readFile(${quoted(fileName)}),
})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}
