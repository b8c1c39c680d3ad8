/** Models. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html */
import type { Call, Operation, World } from '../../kernel/types'
import { artifact } from '../../models/catalog'
import { s3State } from '../s3/state'
import { listPage } from './page'
import { arnOf, type ContainerDefinition, stateOf } from './state'
import { checkRole, checkTags, validation } from './validate'

/** Buckets of AWS's own that roles of every account read: that of the sandbox's models, and JumpStart's. */
const isPublic = (bucket: string) =>
  artifact('').startsWith(`s3://${bucket}/`) || /^jumpstart-(private-)?cache-prod-/.test(bucket)

function isThere(world: World, name: string, key: string, call: Call): boolean {
  const own = s3State(world, call.accountId).get(name)
  // A prefix is what multi-model containers have; all of the bucket is one too.
  if (own) return key === '' || key.endsWith('/') || own.objects.has(key)
  // What is in another account's bucket that account's policy says, which the sandbox does not have.
  return isPublic(name) || [...world.statesOf<Map<string, unknown>>('s3')].some(({ state }) => state.has(name))
}

/**
 * Images come from ECR in the endpoint's region, and artifacts have to be there.
 * https://github.com/aws/sagemaker-python-sdk/issues/2506 (other registries),
 * https://github.com/philschmid/llm-sagemaker-sample/issues/2 (artifacts that cannot be read)
 */
function checkContainer({ Image, ImageConfig, ModelDataUrl }: ContainerDefinition, role: string, call: Call): void {
  if (Image !== undefined && ImageConfig?.RepositoryAccessMode !== 'Vpc') {
    const [, region] = Image.match(/^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//) ?? []
    if (region === undefined)
      throw validation(`Using non-ECR image "${Image}" without Vpc repository access mode is not supported.`)
    if (region !== call.region)
      throw validation(
        `The ECR image "${Image}" is in ${region}: an image has to be in the model's region ${call.region}.`,
      )
  }
  const [, bucket, key = ''] = ModelDataUrl?.match(/^s3:\/\/([^/]+)(?:\/(.*))?$/) ?? []
  if (bucket === undefined || isThere(call.world, bucket, key, call)) return
  throw validation(
    `Could not access model data at ${ModelDataUrl}. Please ensure that the role "${role}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${call.region}. If your Model uses multiple models or uncompressed models, please ensure that the role has "s3:ListBucket" permission.`,
  )
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
  checkRole(input.ExecutionRoleArn, call)
  for (const container of containers) checkContainer(container, String(input.ExecutionRoleArn), call)
  if (state.models.has(name)) throw validation(`Cannot create already existing model "${arn}".`)
  const tags = checkTags(input.Tags)
  state.models.set(name, { name, arn, createdAt: Date.now(), executionRoleArn: input.ExecutionRoleArn, containers })
  state.tags.set(arn, tags)
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
    const { items, NextToken } = listPage('ListModels', [...stateOf(call).models.values()], input)
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
