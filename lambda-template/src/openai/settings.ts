/** What the deploy chose about the OpenAI-compatible URL, from the function's environment. */
import type { Environment } from '../environment'

const containers = ['openai', 'generate', 'dialogs', 'embed'] as const

export interface OpenAiSettings {
  /** The name that callers send as `model`. */
  model: string
  /**
   * What the container takes. `openai`: OpenAI's own schema. `generate`: `{"inputs": text, "parameters"}`. `dialogs`:
   * `{"inputs": [[message, …]], "parameters"}`. `embed`: `{"inputs": [text, …]}`.
   */
  container: (typeof containers)[number]
  /** The name that the container knows the model by; absent: none is sent. */
  containerModel?: string
}

export function readOpenAi(env: Environment): OpenAiSettings {
  return {
    model: env.OPENAI_MODEL ?? '',
    container: containers.find((one) => one === env.OPENAI_CONTAINER) ?? 'openai',
    containerModel: env.OPENAI_CONTAINER_MODEL || undefined,
  }
}
