/**
 * What CreateTransformJob refuses before there is a job.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
 */
import type { TransformRequest } from './state'
import { isFilter } from './transform-filter'
import { checkEnum, validation } from './validate'

const instanceType = /^ml\.(m[4-9][a-z]*|c[4-9][a-z]*|r[5-9][a-z]*|p[2-5][a-z]*|g[4-7][a-z]*|inf[12]|trn1)\.\w+$/

const missing = (member: string) =>
  validation(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  )

function checkUri(uri: unknown, member: string): void {
  if (uri === undefined || uri === null) throw missing(member)
  if (!/^(?:https|s3):\/\/[^/]/.test(String(uri)))
    throw validation(
      `1 validation error detected: Value '${uri}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(https|s3)://([^/]+)/?(.*)$`,
    )
}

function checkRange(value: unknown, member: string, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)) return
  const above = Number(value) > most
  throw validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${above ? `less than or equal to ${most}` : `greater than or equal to ${least}`}`,
  )
}

function checkResources(resources: Partial<TransformRequest['TransformResources']> | undefined): void {
  if (!resources) throw missing('transformResources')
  if (!instanceType.test(String(resources.InstanceType)))
    throw validation(
      `1 validation error detected: Value '${resources.InstanceType}' at 'transformResources.instanceType' failed to satisfy constraint: Member must satisfy enum value set`,
    )
  if (resources.InstanceCount === undefined) throw missing('transformResources.instanceCount')
  checkRange(resources.InstanceCount, 'transformResources.instanceCount', 1, 100)
}

function checkFilters({ InputFilter = '$', OutputFilter = '$', JoinSource }: TransformRequest['DataProcessing'] = {}) {
  checkEnum(JoinSource, 'dataProcessing.joinSource', ['Input', 'None'])
  for (const filter of [InputFilter, OutputFilter])
    if (filter.length > 63 || !isFilter(filter)) throw validation(`Invalid JSONPath expression: ${filter}`)
}

// biome-ignore lint/suspicious/noExplicitAny: what the client sent has no type before it is checked
export function checkTransform(input: any): TransformRequest {
  const { TransformInput: source, TransformOutput: output, TransformResources: resources } = input
  const place = source?.DataSource?.S3DataSource
  checkUri(place?.S3Uri, 'transformInput.dataSource.s3DataSource.s3Uri')
  checkUri(output?.S3OutputPath, 'transformOutput.s3OutputPath')
  checkEnum(place?.S3DataType, 'transformInput.dataSource.s3DataSource.s3DataType', [
    'ManifestFile',
    'S3Prefix',
    'AugmentedManifestFile',
  ])
  if (place?.S3DataType !== 'S3Prefix') throw validation('The sandbox runs transform jobs over S3Prefix only.')
  checkEnum(source.SplitType, 'transformInput.splitType', ['None', 'Line', 'RecordIO', 'TFRecord'])
  if (/Record/.test(source.SplitType ?? '')) throw validation('The sandbox splits input by Line or not at all.')
  checkEnum(source.CompressionType, 'transformInput.compressionType', ['None', 'Gzip'])
  checkEnum(output.AssembleWith, 'transformOutput.assembleWith', ['None', 'Line'])
  checkEnum(input.BatchStrategy, 'batchStrategy', ['MultiRecord', 'SingleRecord'])
  checkResources(resources)
  checkRange(input.MaxPayloadInMB, 'maxPayloadInMB', 0, 100)
  checkRange(input.MaxConcurrentTransforms, 'maxConcurrentTransforms', 0, Number.MAX_SAFE_INTEGER)
  if ((input.MaxPayloadInMB ?? 6) * (input.MaxConcurrentTransforms ?? 1) > 100)
    throw validation('The product of MaxPayloadInMB and MaxConcurrentTransforms cannot exceed 100 MB.')
  if (input.BatchStrategy === 'MultiRecord' && (source.SplitType ?? 'None') === 'None')
    throw validation('BatchStrategy MultiRecord needs a SplitType of Line, RecordIO or TFRecord.')
  checkFilters(input.DataProcessing)
  const { TransformJobName: _, Tags: __, ...request } = input
  return {
    ...request,
    TransformInput: { CompressionType: 'None', SplitType: 'None', ...source },
    TransformOutput: { AssembleWith: 'None', ...output },
    DataProcessing: input.DataProcessing && {
      InputFilter: '$',
      OutputFilter: '$',
      JoinSource: 'None',
      ...input.DataProcessing,
    },
  }
}
