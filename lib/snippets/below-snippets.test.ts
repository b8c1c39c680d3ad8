import { expect, it } from 'vitest'
import { belowSnippets } from './below-snippets'

const called = {
  invokeUrl: 'https://api.test/prod/iris',
  resourcePath: 'iris',
  contract: { features: [], examples: [{ name: 'a', value: 'What is a "pipeline"?' }] },
  needs: { kind: 'open' as const },
}

it('lists nothing for a URL without paths below it', () => expect(belowSnippets(called)).toEqual([]))

it('configures a client of the Model Context Protocol, with the header that the URL requires', () => {
  const [open] = belowSnippets({ ...called, mcp: {} })
  expect(JSON.parse(open?.code ?? '')).toEqual({
    mcpServers: { predict_iris: { type: 'http', url: 'https://api.test/prod/iris/mcp' } },
  })
  const [keyed] = belowSnippets({ ...called, mcp: {}, needs: { kind: 'key' } })
  expect(JSON.parse(keyed?.code ?? '').mcpServers.predict_iris.headers).toEqual({ 'x-api-key': 'YOUR_API_KEY' })
  expect(belowSnippets({ ...called, mcp: {}, needs: { kind: 'iam' } })).toEqual([])
})

it.each([
  ['openai', 'client.chat.completions.create('],
  ['dialogs', 'client.chat.completions.create('],
  ['generate', 'client.completions.create(model="sage", prompt="What is a \\"pipeline\\"?")'],
  ['embed', 'client.embeddings.create(model="sage", input=["What is a \\"pipeline\\"?"])'],
] as const)('calls a container of the form %s by %s', (container, call) => {
  const [snippet] = belowSnippets({ ...called, needs: { kind: 'key' }, openAi: { model: 'sage', container } })
  expect(snippet?.code).toContain('base_url="https://api.test/prod/iris"')
  expect(snippet?.code).toContain('default_headers={ "x-api-key": "YOUR_API_KEY" }')
  expect(snippet?.code).toContain(call)
})

it.each([
  ['openai', 'from langchain_openai import ChatOpenAI'],
  ['generate', 'from langchain_openai import OpenAI'],
  ['embed', 'from langchain_openai import OpenAIEmbeddings'],
] as const)(
  'gives the key as api_key if the URL reads Authorization, to a container of the form %s',
  (container, line) => {
    const needs = { kind: 'key' as const, header: 'authorization' as const }
    const [openAi, langChain] = belowSnippets({ ...called, needs, openAi: { model: 'sage', container } })
    for (const snippet of [openAi, langChain]) {
      expect(snippet?.code).toContain('base_url="https://api.test/prod/iris"')
      expect(snippet?.code).toContain('api_key="YOUR_API_KEY"')
      expect(snippet?.code).not.toContain('default_headers')
    }
    expect(langChain?.code).toContain(line)
  },
)
