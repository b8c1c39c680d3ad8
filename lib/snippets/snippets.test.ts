import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { highlight } from './highlight'
import { querySnippets } from './snippets'

const input = {
  invokeUrl: 'https://a1.execute-api.us-east-1.amazonaws.com/prod/iris',
  queryParameter: 'data',
  sampleRow: '5.1,3.5,1.4,0.2',
}
const plus = { ...input, sampleRow: '1e+05,2' }
const odd = { ...input, sampleRow: `it's "odd" $HOME \`x\` & 1;2` }

type Input = typeof input
const made = ({ invokeUrl, queryParameter, sampleRow }: Input) =>
  querySnippets('GET', invokeUrl, [[queryParameter, sampleRow]])

describe('snippets', () => {
  it('curl shows the URL as a person reads it', () => {
    expect(made(input).curl).toBe(`curl '${input.invokeUrl}?data=5.1,3.5,1.4,0.2'`)
  })
  it.skipIf(process.platform === 'win32').each([input, odd, plus])(
    'a shell gives curl one argument, the very URL',
    (one) => {
      const printed = execFileSync('sh', ['-c', made(one).curl.replace(/^curl/, 'printf %s')], { encoding: 'utf8' })
      expect(new URL(printed).searchParams.get('data')).toBe(one.sampleRow)
    },
  )
  it.each([input, odd, plus])('JavaScript calls the very URL', async (one) => {
    const requested: URL[] = []
    const fetched = async (url: URL) => {
      requested.push(url)
      return new Response('0.9')
    }
    const printed: string[] = []
    const run = new Function('fetch', 'console', `return (async () => { ${made(one).javascript} })()`)
    await run(fetched, { log: (text: string) => printed.push(text) })
    expect(requested[0]?.searchParams.get('data')).toBe(one.sampleRow)
    expect(printed).toEqual(['0.9'])
  })
  it('Python passes the row as a parameter', () => {
    expect(made(odd).python).toContain(`params={"data": ${JSON.stringify(odd.sampleRow)}}`)
  })
})

describe('highlighting', () => {
  it.each(['curl', 'python', 'javascript'] as const)('%s keeps every character', (language) => {
    const code = made(odd)[language]
    expect(
      highlight(code, language)
        .map((token) => token.text)
        .join(''),
    ).toBe(code)
  })
  it('distinguishes strings, keywords, numbers and comments', () => {
    const kinds = highlight(`import x # note\nawait f('a', 30)`, 'python').filter((token) => token.kind)
    expect(kinds).toEqual([
      { text: 'import', kind: 'keyword' },
      { text: '# note', kind: 'comment' },
      { text: 'await', kind: 'keyword' },
      { text: `'a'`, kind: 'string' },
      { text: '30', kind: 'number' },
    ])
  })
  it('distinguishes keys from values in JSON', () => {
    expect(highlight('{"a": "b", "c": 1.5}', 'json').filter((token) => token.kind)).toEqual([
      { text: '"a"', kind: 'key' },
      { text: '"b"', kind: 'string' },
      { text: '"c"', kind: 'key' },
      { text: '1.5', kind: 'number' },
    ])
  })
})
