/** Models. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html */
import type { Operation } from '../../kernel/types'
import { listPage } from './page'
import { arnOf, type ContainerDefinition, stateOf } from './state'
import { checkTags, validation } from './validate'

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
