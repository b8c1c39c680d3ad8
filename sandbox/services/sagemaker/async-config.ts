/** What makes an endpoint asynchronous. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceConfig.html */
import type { AsyncConfig, Variant } from './state'
import { validation } from './validate'

export function checkAsync(config: AsyncConfig | undefined, variants: Variant[]): AsyncConfig | undefined {
  if (!config) return undefined
  if (variants.some((variant) => variant.ServerlessConfig))
    throw validation('AsyncInferenceConfig is not supported for serverless endpoints.')
  return config
}
