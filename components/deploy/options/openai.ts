import type { OpenAiContainer } from '@/lib/spec/route-parts/openai'
import type { OptionForm } from './option-form'

export interface OpenAiValues {
  openAiOn: boolean
  /** The name that callers send as `model`. */
  openAiModel: string
  openAiContainer: OpenAiContainer
  /** Empty: no name is sent to the container. */
  openAiContainerModel: string
}

export const openAiForm: OptionForm<'openAi', OpenAiValues> = {
  valuesOf: (openAi) => ({
    openAiOn: openAi !== undefined,
    openAiModel: openAi?.model ?? '',
    openAiContainer: openAi?.container ?? 'openai',
    openAiContainerModel: openAi?.containerModel ?? '',
  }),
  // What is not offered is not requested.
  fieldOf: ({ openAiOn, openAiModel, openAiContainer, openAiContainerModel, integrationKind }) =>
    openAiOn && integrationKind === 'lambda'
      ? {
          model: openAiModel.trim(),
          container: openAiContainer,
          ...(openAiContainer === 'openai' && openAiContainerModel.trim()
            ? { containerModel: openAiContainerModel.trim() }
            : {}),
        }
      : undefined,
  problemAt: {
    'openAi.model': 'openAiModel',
    'openAi.containerModel': 'openAiContainerModel',
    'openAi.container': 'openAiContainer',
    openAi: 'openAiOn',
  },
  setting: {
    group: 'Request and response',
    label: 'OpenAI-compatible URL',
    property: 'Environment, CreateResource {proxy+}, PutGatewayResponse',
    line: 'OpenAI’s clients take the invoke URL as their base URL, for chats, completions or embeddings',
    help: {
      section: 'openai-compatible-url',
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-lambda-proxy-integration-on-proxy-resource.html',
    },
    control: { tick: 'openAiOn' },
    words: ({ openAiOn, openAiModel, openAiContainer, openAiContainerModel }) =>
      openAiOn
        ? [`model ${openAiModel.trim()}`, containers[openAiContainer], openAiContainerModel.trim()]
            .filter(Boolean)
            .join(', ')
        : 'off',
    applies: ({ values, adopted }) =>
      !adopted && values.integrationKind === 'lambda' && ['chat', 'text', 'json'].includes(values.input.kind),
  },
}

const containers: Record<OpenAiContainer, string> = {
  openai: 'OpenAI’s form',
  generate: 'text generation',
  dialogs: 'dialogs',
  embed: 'embeddings',
}
