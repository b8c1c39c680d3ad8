import type { Failure } from '@/lib/result'
import { ErrorState } from '../ui/state/error-state'
import { RetryButton } from '../ui/state/retry-button'

/** What the list and its columns read from SageMaker. */
const policy = JSON.stringify(
  {
    Effect: 'Allow',
    Action: [
      'sagemaker:ListEndpoints',
      'sagemaker:DescribeEndpoint',
      'sagemaker:DescribeEndpointConfig',
      'sagemaker:DescribeModel',
    ],
    Resource: '*',
  },
  null,
  2,
)

/** The whole list of what the table requests, where SageMaker refuses one of it and a statement would help. */
const policyFor = ({ aws, remedy }: Failure) =>
  aws && /sagemaker:/.test(aws.message) && remedy?.includes('\n{') ? policy : undefined

/** Instead of the table. The title stays in place, as in every state. */
export function EndpointListError({ error }: { error: Failure }) {
  return (
    <div>
      <h1 className="mb-5 font-semibold text-20 tracking-[-0.02em]">Endpoints</h1>
      <div className="max-w-[720px] rounded-card border border-line bg-surface">
        <ErrorState error={error} policy={policyFor(error)} actions={<RetryButton />} />
      </div>
    </div>
  )
}
