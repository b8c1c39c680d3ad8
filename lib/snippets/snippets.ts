/** How to call the URL from a shell, Python and JavaScript: with this very row, ready to paste. */
import { buildQuery } from '../features/build-url'

export interface Snippets {
  curl: string
  python: string
  javascript: string
}

/** @param sampleRow `5.1,3.5,1.4,0.2` */
export function snippets(invokeUrl: string, queryParameter: string, sampleRow: string): Snippets {
  return {
    curl: `curl ${shellQuoted(`${invokeUrl}?${buildQuery(queryParameter, [sampleRow])}`)}`,
    python: `import requests

response = requests.get(
    ${JSON.stringify(invokeUrl)},
    params={${pythonText(queryParameter)}: ${pythonText(sampleRow)}},
    timeout=30,
)
response.raise_for_status()
print(response.text)`,
    javascript: `const url = new URL(${JSON.stringify(invokeUrl)})
url.searchParams.set(${JSON.stringify(queryParameter)}, ${JSON.stringify(sampleRow)})

const response = await fetch(url)
if (!response.ok) throw new Error(await response.text())
console.log(await response.text())`,
  }
}

/** Nothing is special to a shell between single quotes but the quote itself. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** JSON's escapes are Python's too, short of the slash that neither writes. */
const pythonText = (text: string): string => JSON.stringify(text)
