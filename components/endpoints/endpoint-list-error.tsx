import type { Failure } from '@/lib/result'
import { ErrorState } from '../ui/error-state'
import { RetryButton } from '../ui/retry-button'

/** What the list and its columns ask of SageMaker. */
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

/** Instead of the table. The title stays in place, as in every state. */
export function EndpointListError({ error }: { error: Failure }) {
  return (
    <div>
      <h1 className="mb-5 font-semibold text-20 tracking-[-0.02em]">Endpoints</h1>
      <div className="max-w-[720px] rounded-card border border-line bg-surface">
        <ErrorState
          error={error}
          policy={error.code === 'access-denied' ? policy : undefined}
          actions={<RetryButton />}
        />
      </div>
    </div>
  )
}
