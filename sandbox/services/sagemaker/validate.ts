/** SageMaker's own words for input that does not fit. */
import { AwsError } from '../../kernel/errors'
import type { Call } from '../../kernel/types'
import { isAssumableBy } from '../iam/evaluate'

export const validation = (message: string) => new AwsError('ValidationException', message)

/**
 * https://github.com/bentoml/BentoML/issues/892 has the words of CreateModel; Terraform waits for them after a new role
 * (https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sagemaker/endpoint.go).
 */
export function checkRole(role: string | undefined, { world }: Call): void {
  if (role === undefined || isAssumableBy(world, role, 'sagemaker.amazonaws.com')) return
  throw validation(
    `The execution role ARN "${role}" is invalid. Please ensure that the role exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com".`,
  )
}

interface Tag {
  Key: string
  Value: string
}

/** https://github.com/aws/sagemaker-python-sdk/pull/3608 has the words of keys that come twice. */
export function checkTags(tags: unknown): Record<string, string> {
  const list = (tags ?? []) as Tag[]
  if (new Set(list.map(({ Key }) => Key)).size < list.length) throw validation('Duplicate tag key')
  for (const tag of list) {
    if (tag.Key.toLowerCase().startsWith('aws:'))
      throw validation('aws: prefixed tag key names are not allowed for external use.')
  }
  return Object.fromEntries(list.map((tag) => [tag.Key, tag.Value ?? '']))
}
