/** Unversioned model packages. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html */
import type { Operation } from '../../kernel/types'
import { arnOf, stateOf } from './state'
import { checkTags, validation } from './validate'

const create: Operation = (input, call) => {
  if (input.ModelPackageName === undefined)
    throw validation('The sandbox makes model packages with a ModelPackageName only, and no versions of a group.')
  const name = String(input.ModelPackageName)
  const arn = arnOf(call, 'model-package', name)
  const state = stateOf(call)
  if (state.packages.has(arn)) throw validation(`Model Package already exists: ${arn}`)
  const containers: { Image?: string }[] = input.InferenceSpecification?.Containers ?? []
  if (containers.length === 0 || containers.some((container) => !container.Image))
    throw validation('InferenceSpecification must have at least one container with an Image.')
  const { Tags, ClientToken: _, ...kept } = input
  const tags = checkTags(Tags)
  state.packages.set(arn, { name, arn, createdAt: Date.now(), input: kept })
  state.tags.set(arn, tags)
  return { ModelPackageArn: arn }
}

export const modelPackageOperations: Record<string, Operation> = {
  CreateModelPackage: create,
  DescribeModelPackage: (input, call) => {
    const wanted = String(input.ModelPackageName)
    const arn = wanted.startsWith('arn:') ? wanted : arnOf(call, 'model-package', String(wanted))
    const found = stateOf(call).packages.get(arn)
    if (!found) throw validation(`ModelPackage ${arn} does not exist.`)
    return {
      ...found.input,
      ModelPackageArn: found.arn,
      CreationTime: new Date(found.createdAt),
      ModelPackageStatus: 'Completed',
      ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    }
  },
}
