/** How to call the URL from a shell, Python and JavaScript: with this very row, ready to paste. */
import { buildQuery } from '../features/build-url'

export interface Snippets {
  curl: string
  python: string
  javascript: string
}

/** @param query `[['data', '5.1,3.5,1.4,0.2']]`, or a pair for each feature */
export function querySnippets(method: 'GET' | 'POST', invokeUrl: string, query: [string, string][]): Snippets {
  const url = `${invokeUrl}?${query.map(([name, value]) => buildQuery(name, [value])).join('&')}`
  const isPost = method === 'POST'
  return {
    curl: `curl ${isPost ? '-X POST ' : ''}${shellQuoted(url)}`,
    python: `import requests

response = requests.${method.toLowerCase()}(
    ${JSON.stringify(invokeUrl)},
    params=${pythonDict(query)},
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const url = new URL(${JSON.stringify(invokeUrl)})
${query.map(([name, value]) => `url.searchParams.set(${JSON.stringify(name)}, ${JSON.stringify(value)})`).join('\n')}

const response = await fetch(url${isPost ? ', { method: "POST" }' : ''})
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}

function pythonDict(query: [string, string][]): string {
  const pairs = query.map(([name, value]) => `${pythonText(name)}: ${pythonText(value)}`)
  return pairs.length === 1 ? `{${pairs[0]}}` : `{\n${pairs.map((pair) => `        ${pair},`).join('\n')}\n    }`
}

/** Nothing is special to a shell between single quotes but the quote itself. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** JSON's escapes are Python's too, short of the slash that neither writes. */
const pythonText = (text: string): string => JSON.stringify(text)
