/** What makes an endpoint asynchronous. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceConfig.html */
import type { AsyncConfig, Variant } from './state'
import { validation } from './validate'

export function checkAsync(config: AsyncConfig | undefined, variants: Variant[]): AsyncConfig | undefined {
  if (!config) return undefined
  const { S3OutputPath, S3FailurePath } = config.OutputConfig ?? {}
  if (!config.OutputConfig)
    throw validation(
      "1 validation error detected: Value null at 'asyncInferenceConfig.outputConfig' failed to satisfy constraint: Member must not be null",
    )
  for (const [member, uri] of Object.entries({ s3OutputPath: S3OutputPath, s3FailurePath: S3FailurePath })) {
    if (uri !== undefined && !/^(?:https|s3):\/\/[^/]/.test(uri))
      throw validation(
        `1 validation error detected: Value '${uri}' at 'asyncInferenceConfig.outputConfig.${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(https|s3)://([^/])/?(.*)$`,
      )
  }
  if (variants.some((variant) => variant.ServerlessConfig))
    throw validation('AsyncInferenceConfig is not supported for serverless endpoints.')
  return config
}
