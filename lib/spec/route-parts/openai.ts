/**
 * The OpenAI-compatible URL, as a person chose it: chat completions, completions and embeddings on the paths below the URL, so
 * that OpenAI's clients take the URL as their base URL. Pure.
 * https://platform.openai.com/docs/api-reference/introduction
 */
import { z } from 'zod'
import { type FeatureContract, inputOf } from '../../model/contract/contract'
import type { Access } from '../api-parts/access'
import type { ApiOption } from '../option'
import type { Integration } from './integration'
import type { Target } from './target'

/** What a container takes, by the form of its bodies. */
const openAiContainers = ['openai', 'generate', 'dialogs', 'embed'] as const

const openAiSchema = z.object({
  /** The name that callers send as `model`. */
  model: z
    .string()
    .trim()
    .min(1, 'Name the model')
    .max(64, 'At most 64 characters')
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'Letters, digits and . _ : - only'),
  container: z.enum(openAiContainers),
  /** The name that the container knows the model by: vLLM refuses any other; absent: none is sent. */
  containerModel: z
    .string()
    .trim()
    .max(256, 'At most 256 characters')
    .regex(/^[\x21-\x7e]+$/, 'No spaces, and ASCII only')
    .optional(),
})

export type OpenAi = z.infer<typeof openAiSchema>
export type OpenAiContainer = OpenAi['container']

/** The calls of OpenAI's API that each serves. */
export const openAiCalls: Record<OpenAiContainer, readonly string[]> = {
  openai: ['chat/completions', 'completions', 'embeddings'],
  generate: ['completions'],
  dialogs: ['chat/completions'],
  embed: ['embeddings'],
}

interface Chosen {
  openAi?: OpenAi
  access: Access
  integration?: Integration
  target?: Target
  contract: FeatureContract
}

/** What cannot have such a URL, or not this one. */
export function openAiProblems({ openAi, access, integration, target, contract }: Chosen) {
  if (!openAi) return []
  const { kind } = inputOf(contract)
  const problems: [boolean, string[], string][] = [
    [integration !== undefined, [], 'Only the Lambda function reads the calls of OpenAI’s clients'],
    [access.kind === 'iam', [], 'OpenAI’s clients cannot sign a request: choose another way for callers'],
    [target?.kind === 'async', [], 'An asynchronous endpoint gives no response that OpenAI’s clients can wait for'],
    [
      kind !== 'chat' && kind !== 'text' && kind !== 'json',
      [],
      'OpenAI’s clients send chats, prompts and texts, and this model takes none of them',
    ],
    [
      openAi.containerModel !== undefined && openAi.container !== 'openai',
      ['containerModel'],
      'Only a container with OpenAI’s own form takes the name of a model',
    ],
  ]
  return problems.filter(([holds]) => holds).map(([, path, message]) => ({ path: ['openAi', ...path], message }))
}

export const openAiOption = {
  title: 'OpenAI-compatible URL',
  schema: openAiSchema,
  inWords: (openAi: OpenAi | undefined) =>
    openAi
      ? `model ${openAi.model}, ${openAiCalls[openAi.container].map((call) => `/${call}`).join(', ')}${openAi.containerModel ? `, ${openAi.containerModel} in the container` : ''}`
      : 'off',
  whyOwners: 'An OpenAI-compatible URL changes the gateway’s refusals of the whole API, which stay its owner’s',
} satisfies ApiOption<typeof openAiSchema>

/** The environment variables of the function. */
export const openAiVariables = (openAi: OpenAi | undefined): Record<string, string> =>
  openAi
    ? {
        OPENAI_MODEL: openAi.model,
        OPENAI_CONTAINER: openAi.container,
        ...(openAi.containerModel ? { OPENAI_CONTAINER_MODEL: openAi.containerModel } : {}),
      }
    : {}

/**
 * The status that API Gateway itself gives to a refusal: such a URL has others of them, and the same words
 * (`openapi/openai.ts`).
 */
export function plainStatus(status: number, text: string): number {
  if (status === 401 && text.includes('Forbidden: ')) return 403
  return status === 404 && text.includes('Missing Authentication Token: ') ? 403 : status
}
