/** How to call the URL from a shell, Python and JavaScript: with this very row, ready to paste. */
import { buildQuery } from '../model/requests/build-url'

export interface Snippets {
  curl: string
  python: string
  javascript: string
}

/**
 * @param query `[['data', '5.1,3.5,1.4,0.2']]`, or a pair for each feature
 * @param headers with placeholders, never with a secret
 */
export function querySnippets(
  method: 'GET' | 'POST',
  invokeUrl: string,
  query: [string, string][],
  headers: Record<string, string> = {},
): Snippets {
  const url = `${invokeUrl}?${query.map(([name, value]) => buildQuery(name, [value])).join('&')}`
  const isPost = method === 'POST'
  const hasHeaders = Object.keys(headers).length > 0
  const options = [isPost && 'method: "POST"', hasHeaders && `headers: ${objectText(headers)}`]
    .filter(Boolean)
    .join(', ')
  return {
    curl: `curl ${isPost ? '-X POST ' : ''}${shellQuoted(url)}${curlHeaders(headers)}`,
    python: `import requests

response = requests.${method.toLowerCase()}(
    ${JSON.stringify(invokeUrl)},
    params=${pythonDict(query)},${hasHeaders ? `\n    headers=${objectText(headers)},` : ''}
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const url = new URL(${JSON.stringify(invokeUrl)})
${query.map(([name, value]) => `url.searchParams.set(${JSON.stringify(name)}, ${JSON.stringify(value)})`).join('\n')}

const response = await fetch(url${options ? `, { ${options} }` : ''})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}

function pythonDict(query: [string, string][]): string {
  const pairs = query.map(([name, value]) => `${pythonText(name)}: ${pythonText(value)}`)
  return pairs.length === 1 ? `{${pairs[0]}}` : `{\n${pairs.map((pair) => `        ${pair},`).join('\n')}\n    }`
}

/** One line more for each. */
export const curlHeaders = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => ` \\\n  -H ${shellQuoted(`${name}: ${value}`)}`)
    .join('')

/** `{ "x-api-key": "YOUR_API_KEY" }`: a literal of Python and JavaScript alike. */
export const objectText = (headers: Record<string, string>): string =>
  `{ ${Object.entries(headers)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(', ')} }`

/** Nothing is special to a shell between single quotes but the quote itself. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** JSON's escapes are Python's too, short of the slash that neither writes. */
const pythonText = (text: string): string => JSON.stringify(text)
