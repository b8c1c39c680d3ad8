/** How clients of OpenAI's API and agents call a URL that has paths for them below its own. */
import type { FeatureContract } from '../model/contract/contract'
import { toolName } from '../model/tool/tool-name'
import type { CallerNeeds } from '../spec/api-parts/access'
import type { Mcp } from '../spec/route-parts/mcp'
import type { OpenAi } from '../spec/route-parts/openai'
import { callerHeadersOf } from './caller-headers'
import type { Language } from './highlight'
import { objectText } from './snippets'

export interface Snippet {
  label: string
  language: Language
  code: string
}

interface Called {
  invokeUrl: string
  resourcePath: string
  contract: FeatureContract
  needs: CallerNeeds
  openAi?: OpenAi
  mcp?: Mcp
}

/** Lists those that the URL has. Headers hold placeholders, never a secret. */
export function belowSnippets({ openAi, mcp, needs, ...called }: Called): Snippet[] {
  const headers = callerHeadersOf(needs)
  return [
    ...(openAi
      ? [
          { label: 'OpenAI SDK', language: 'python' as const, code: openAiSnippet(called, openAi, needs) },
          { label: 'LangChain', language: 'python' as const, code: langChainSnippet(called, openAi, needs) },
        ]
      : []),
    // A client's configuration holds headers, and no signature of each request.
    ...(mcp && needs.kind !== 'iam'
      ? [{ label: 'MCP', language: 'json' as const, code: mcpSnippet(called, headers) }]
      : []),
  ]
}

type Url = Pick<Called, 'invokeUrl' | 'resourcePath' | 'contract'>

/** https://github.com/openai/openai-python */
function openAiSnippet({ invokeUrl, contract }: Url, { model, container }: OpenAi, needs: CallerNeeds) {
  const text = textOf(contract)
  const name = JSON.stringify(model)
  const calls = {
    chat: `completion = client.chat.completions.create(
    model=${name},
    messages=[{"role": "user", "content": ${text}}],
)
print(completion.choices[0].message.content)`,
    generate: `completion = client.completions.create(model=${name}, prompt=${text})
print(completion.choices[0].text)`,
    embed: `response = client.embeddings.create(model=${name}, input=[${text}])
print(response.data[0].embedding)`,
  }
  const call = container === 'generate' || container === 'embed' ? calls[container] : calls.chat
  return `from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(invokeUrl)},
    ${credentialsOf(needs)}
)
${call}`
}

const textOf = ({ examples }: FeatureContract) => JSON.stringify(examples?.[0]?.value ?? 'Your text')

/** These clients send `api_key` as `Authorization: Bearer`, whether the URL reads it or not. */
function credentialsOf(needs: CallerNeeds): string {
  if (needs.kind === 'key' && needs.header) return 'api_key="YOUR_API_KEY",'
  const headers = callerHeadersOf(needs)
  return `api_key="unused",${Object.keys(headers).length > 0 ? `\n    default_headers=${objectText(headers)},` : ''}`
}

/** https://python.langchain.com/docs/integrations/chat/openai/ */
function langChainSnippet({ invokeUrl, contract }: Url, { model, container }: OpenAi, needs: CallerNeeds) {
  const text = textOf(contract)
  const clients = {
    chat: { name: 'ChatOpenAI', more: '', call: `print(model.invoke(${text}).content)` },
    generate: { name: 'OpenAI', more: '', call: `print(model.invoke(${text}))` },
    // Else it sends numbers of tokens instead of the text.
    embed: {
      name: 'OpenAIEmbeddings',
      more: '\n    check_embedding_ctx_length=False,',
      call: `print(model.embed_query(${text}))`,
    },
  }
  const { name, more, call } = container === 'generate' || container === 'embed' ? clients[container] : clients.chat
  return `from langchain_openai import ${name}

model = ${name}(
    model=${JSON.stringify(model)},
    base_url=${JSON.stringify(invokeUrl)},
    ${credentialsOf(needs)}${more}
)
${call}`
}

/** The form that Claude Code, VS Code and Cursor share, but for the name of the outermost member. */
const mcpSnippet = ({ invokeUrl, resourcePath }: Url, headers: Record<string, string>) =>
  JSON.stringify(
    {
      mcpServers: {
        [toolName(resourcePath)]: {
          type: 'http',
          url: `${invokeUrl}/mcp`,
          ...(Object.keys(headers).length > 0 ? { headers } : {}),
        },
      },
    },
    null,
    2,
  )
