/** The settings of an account and region. https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html */
import type { Call, Operation } from '../../kernel/types'
import { evaluateRole, isAssumableBy } from '../iam/evaluate'
import { badRequest } from './errors'
import { stateOf } from './find'
import { applyPatches, readPatches } from './patch'

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const accountThrottle = { burstLimit: 5000, rateLimit: 10_000 }

const view = (call: Call): object => ({
  throttleSettings: accountThrottle,
  features: ['UsagePlans'],
  apiKeyVersion: '4',
  cloudwatchRoleArn: stateOf(call).cloudwatchRoleArn,
})

/** What the role must be allowed. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
const needed = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogGroups',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
]

function checkRole({ world }: Call, arn: string): void {
  const [, , , , accountId = ''] = arn.split(':')
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  const able = needed.every((action) => evaluateRole(world, accountId, name, action, '*'))
  if (able && isAssumableBy(world, arn, 'apigateway.amazonaws.com')) return
  throw badRequest(
    'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
  )
}

export const accountOperations: Record<string, Operation> = {
  GetAccount: (_, call) => view(call),
  UpdateAccount: (input, call) => {
    applyPatches(stateOf(call), readPatches(input), {
      '/cloudwatchRoleArn': {
        ops: ['replace', 'remove'],
        apply(state, { op, value }) {
          if (op === 'replace' && value) checkRole(call, value)
          state.cloudwatchRoleArn = op === 'replace' && value ? value : undefined
        },
      },
    })
    return view(call)
  },
}
