/** How to call the URL from a shell, Python and JavaScript: with this very row, ready to paste. */
import { buildQuery } from '../features/build-url'

export interface Snippets {
  curl: string
  python: string
  javascript: string
}

/**
 * @param sampleRow `5.1,3.5,1.4,0.2`
 * @param headers with placeholders, never with a secret
 */
export function snippets(
  invokeUrl: string,
  queryParameter: string,
  sampleRow: string,
  headers: Record<string, string> = {},
): Snippets {
  const asked = Object.keys(headers).length > 0
  return {
    curl: `curl ${shellQuoted(`${invokeUrl}?${buildQuery(queryParameter, [sampleRow])}`)}${curlHeaders(headers)}`,
    python: `import requests

response = requests.get(
    ${JSON.stringify(invokeUrl)},
    params={${pythonText(queryParameter)}: ${pythonText(sampleRow)}},${asked ? `\n    headers=${objectText(headers)},` : ''}
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const url = new URL(${JSON.stringify(invokeUrl)})
url.searchParams.set(${JSON.stringify(queryParameter)}, ${JSON.stringify(sampleRow)})

const response = await fetch(url${asked ? `, { headers: ${objectText(headers)} }` : ''})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
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
