import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainRequest } from '../model/requests/request-shape'
import { snippetsOf } from './snippets-of'
import { withJob } from './with-job'

const job = '0a1b2c3d-0000-4000-8000-123456789abc'
const requested: string[] = []
const server = createServer((request, response) => {
  requested.push(request.url ?? '')
  const settled = requested.length > 2
  response.writeHead(settled ? 200 : 202, { 'content-type': 'application/json' })
  response.end(settled ? '"done"' : JSON.stringify({ job }))
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod/iris`
})
afterAll(() => server.close())

const target = () => ({ invokeUrl: url, queryParameter: 'data', request: plainRequest })
const snippets = () => withJob(snippetsOf({ features: [] }, target(), '1,2'), url)

it('in JavaScript calls until the answer is there', async () => {
  requested.length = 0
  const script = snippets().javascript.replace(', 2000)', ', 1)')
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout.trim()).toBe('"done"')
  expect(requested).toEqual(['/prod/iris?data=1%2C2', `/prod/iris?job=${job}`, `/prod/iris?job=${job}`])
})

it('sends with every request what the URL requires of callers', () => {
  const headers = { 'x-api-key': 'YOUR_API_KEY' }
  const { curl, python, javascript } = withJob(snippetsOf({ features: [] }, target(), '1,2', headers), url, headers)
  expect(curl.match(/-H 'x-api-key: YOUR_API_KEY'/g)).toHaveLength(2)
  expect(python.split('while')[1]).toContain('headers={"x-api-key":"YOUR_API_KEY"}')
  expect(javascript.split('while')[1]).toContain('{ headers: {"x-api-key":"YOUR_API_KEY"} }')
})

it('in Python and for a shell says the same', () => {
  const { python, curl } = snippets()
  expect(python).toMatch(/^import time\n\nimport requests\n/)
  expect(python).toContain(
    `while response.status_code == 202:\n    time.sleep(2)\n    response = requests.get("${url}"`,
  )
  expect(python.indexOf('while')).toBeLessThan(python.indexOf('raise_for_status'))
  expect(curl).toContain(`curl '${url}?job=JOB'`)
})
