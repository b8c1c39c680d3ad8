/** The same snippets where the URL answers later: 202 first, then the job's answer. Pure. */
import type { Snippets } from './snippets'

/** How often the examples call, in seconds: what the URL itself proposes. */
const pause = 2

/** @param headers what else the URL requires of callers */
export function withJob(
  { curl, python, javascript }: Snippets,
  invokeUrl: string,
  headers: Record<string, string> = {},
): Snippets {
  const url = JSON.stringify(invokeUrl)
  const sent = Object.keys(headers).length > 0
  const json = JSON.stringify(headers)
  const lines = Object.entries(headers).map(([name, value]) => ` \\\n  -H '${name}: ${value}'`)
  return {
    curl: `${curl}

# 202 with a job: request its answer until the status is no longer 202
curl '${invokeUrl.replaceAll("'", `'\\''`)}?job=JOB'${lines.join('')}`,
    python: python.replace('import requests\n', 'import time\n\nimport requests\n').replace(
      'response.raise_for_status()',
      `while response.status_code == 202:
    time.sleep(${pause})
    response = requests.get(${url}, params={"job": response.json()["job"]},${sent ? ` headers=${json},` : ''} timeout=30)
response.raise_for_status()`,
    ),
    javascript: javascript.replace('const response', 'let response').replace(
      'if (!response.ok)',
      `while (response.status === 202) {
  const { job } = await response.json()
  await new Promise((resolve) => setTimeout(resolve, ${pause * 1000}))
  response = await fetch(${url} + "?job=" + job${sent ? `, { headers: ${json} }` : ''})
}
if (!response.ok)`,
    ),
  }
}
