/** How to call the URL with what its contract asks for: a row in the query, or a body of the right type. */
import { chatBody, textBody } from '../features/build-body'
import { buildNamed, buildRowRequest, type RowTarget } from '../features/build-request'
import { type FeatureContract, inputOf } from '../features/contract'
import { querySnippets, type Snippets } from './snippets'

/** @param sampleRow for a model that takes rows */
export function snippetsOf(contract: FeatureContract, target: RowTarget, sampleRow: string): Snippets {
  const { invokeUrl } = target
  const input = inputOf(contract)
  const example = contract.examples?.[0]?.value
  if (input.kind === 'rows') return rowSnippets(contract, target, sampleRow)
  if (input.kind === 'image') return fileSnippets(invokeUrl, 'picture.png', typeOf(input.contentType, 'image/png'))
  if (input.kind === 'audio') return fileSnippets(invokeUrl, 'recording.wav', typeOf(input.contentType, 'audio/wav'))
  if (input.kind === 'json') return textSnippets(invokeUrl, input.example ?? example ?? '{}', 'application/json')
  const { body, contentType } =
    input.kind === 'text'
      ? textBody(input, example ?? 'Your text', {})
      : chatBody(input, input.system ?? '', [{ role: 'user', content: example ?? 'Your question' }], {})
  return textSnippets(invokeUrl, String(body), contentType)
}

/** By the names of the features where the URL takes them, else the row in the query or as a body. */
function rowSnippets({ features }: FeatureContract, target: RowTarget, sampleRow: string): Snippets {
  const { invokeUrl, queryParameter } = target
  const named = buildNamed(target, features, sampleRow)
  if (named?.url) {
    const inQuery = querySnippets('GET', invokeUrl, [...new URL(named.url).searchParams])
    if (!named.json) return inQuery
    const { curl } = textSnippets(invokeUrl, named.json, 'application/json')
    return { ...inQuery, curl: `${inQuery.curl}\n\n# The same as JSON: one object, or a list of them\n${curl}` }
  }
  if (named?.json) return textSnippets(invokeUrl, named.json, 'application/json')
  const { method, body } = buildRowRequest(target, [sampleRow])
  if (body !== undefined) return textSnippets(invokeUrl, body, 'text/csv')
  return querySnippets(method, invokeUrl, [[queryParameter, sampleRow]])
}

const typeOf = (contentType: string, usual: string) => (contentType.endsWith('/*') ? usual : contentType)

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** JSON's escapes are Python's and JavaScript's too. */
const quoted = (text: string): string => JSON.stringify(text)

function textSnippets(invokeUrl: string, body: string, contentType: string): Snippets {
  return {
    curl: `curl ${shellQuoted(invokeUrl)} \\
  -H ${shellQuoted(`content-type: ${contentType}`)} \\
  --data-raw ${shellQuoted(body)}`,
    python: `import requests

response = requests.post(
    ${quoted(invokeUrl)},
    data=${quoted(body)}.encode(),
    headers={"content-type": ${quoted(contentType)}},
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const response = await fetch(${quoted(invokeUrl)}, {
  method: "POST",
  headers: { "content-type": ${quoted(contentType)} },
  body: ${quoted(body)},
})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}

function fileSnippets(invokeUrl: string, fileName: string, contentType: string): Snippets {
  return {
    curl: `curl ${shellQuoted(invokeUrl)} \\
  -H ${shellQuoted(`content-type: ${contentType}`)} \\
  --data-binary @${fileName}`,
    python: `import requests

with open(${quoted(fileName)}, "rb") as file:
    response = requests.post(
        ${quoted(invokeUrl)},
        data=file,
        headers={"content-type": ${quoted(contentType)}},
        timeout=30,
    )
response.raise_for_status()
print(response.text)`,
    javascript: `import { readFile } from "node:fs/promises"

const response = await fetch(${quoted(invokeUrl)}, {
  method: "POST",
  headers: { "content-type": ${quoted(contentType)} },
  body: await readFile(${quoted(fileName)}),
})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}
