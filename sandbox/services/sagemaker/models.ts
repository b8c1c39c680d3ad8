/** Models. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html */
import type { Call, Operation } from '../../kernel/types'
import { s3State } from '../s3/state'
import { listPage } from './page'
import { arnOf, type ContainerDefinition, stateOf } from './state'
import { checkTags, validation } from './validate'

/**
 * Images come from ECR in the endpoint's region, and artifacts have to be there; of other accounts' buckets nothing is known here.
 * https://github.com/aws/sagemaker-python-sdk/issues/2506 (other registries), https://repost.aws/knowledge-center/sagemaker-endpoint-creation-fail
 */
function checkContainer({ Image, ImageConfig, ModelDataUrl }: ContainerDefinition, call: Call): void {
  if (Image !== undefined && ImageConfig?.RepositoryAccessMode !== 'Vpc') {
    const [, region] = Image.match(/^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//) ?? []
    if (region === undefined)
      throw validation(`Using non-ECR image "${Image}" without Vpc repository access mode is not supported.`)
    if (region !== call.region)
      throw validation(
        `The ECR image "${Image}" is in ${region}: an image has to be in the model's region ${call.region}.`,
      )
  }
  const [, bucketName = '', key = ''] = ModelDataUrl?.match(/^s3:\/\/([^/]+)\/(.+)$/) ?? []
  const bucket = s3State(call.world, call.accountId).get(bucketName)
  if (!bucket || ModelDataUrl?.endsWith('/') || bucket.objects.has(key)) return
  throw validation(`Could not find model data at ${ModelDataUrl}.`)
}

const createModel: Operation = (input, call) => {
  const name = String(input.ModelName)
  const state = stateOf(call)
  const arn = arnOf(call, 'model', name)
  if (input.PrimaryContainer && input.Containers)
    throw validation('PrimaryContainer and Containers cannot both be specified.')
  const containers: ContainerDefinition[] = input.Containers ?? (input.PrimaryContainer ? [input.PrimaryContainer] : [])
  if (containers.length === 0 || containers.some((container) => !container.Image && !container.ModelPackageName))
    throw validation('Containers must have an Image or a ModelPackageName.')
  for (const { ModelPackageName } of containers)
    if (ModelPackageName !== undefined && !state.packages.has(ModelPackageName))
      throw validation(`Could not find model package "${ModelPackageName}".`)
  for (const { Mode = 'SingleModel', ModelDataUrl } of containers) {
    if (Mode === 'MultiModel' && !ModelDataUrl?.endsWith('/'))
      throw validation(
        'ModelDataUrl of a MultiModel container must be the S3 prefix of its models, with a slash at its end.',
      )
  }
  for (const container of containers) checkContainer(container, call)
  if (state.models.has(name)) throw validation(`Cannot create already existing model "${arn}".`)
  state.models.set(name, { name, arn, createdAt: Date.now(), executionRoleArn: input.ExecutionRoleArn, containers })
  state.tags.set(arn, checkTags(input.Tags))
  return { ModelArn: arn }
}

const modelOf: (input: { ModelName?: unknown }, call: Parameters<Operation>[1]) => ReturnType<typeof found> = (
  input,
  call,
) => found(String(input.ModelName), call)

function found(name: string, call: Parameters<Operation>[1]) {
  const model = stateOf(call).models.get(name)
  if (!model) throw validation(`Could not find model "${arnOf(call, 'model', name)}".`)
  return model
}

export const modelOperations: Record<string, Operation> = {
  CreateModel: createModel,
  DescribeModel: (input, call) => {
    const model = modelOf(input, call)
    const [primary] = model.containers
    return {
      ModelName: model.name,
      ModelArn: model.arn,
      CreationTime: new Date(model.createdAt),
      ExecutionRoleArn: model.executionRoleArn,
      EnableNetworkIsolation: false,
      ...(model.containers.length === 1
        ? { PrimaryContainer: { Mode: 'SingleModel', Environment: {}, ...primary } }
        : { Containers: model.containers }),
    }
  },
  ListModels: (input, call) => {
    const { items, NextToken } = listPage([...stateOf(call).models.values()], input)
    return {
      Models: items.map((model) => ({
        ModelName: model.name,
        ModelArn: model.arn,
        CreationTime: new Date(model.createdAt),
      })),
      NextToken,
    }
  },
  DeleteModel: (input, call) => {
    const model = modelOf(input, call)
    stateOf(call).models.delete(model.name)
    stateOf(call).tags.delete(model.arn)
    return {}
  },
}
