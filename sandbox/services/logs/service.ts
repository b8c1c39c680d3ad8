/** CloudWatch Logs: groups with retention and tags, streams, events. */
import type { Service } from '../../kernel/types'
import { groupOperations } from './groups'
import { groupArn } from './state'
import { streamOperations } from './streams'

export const logsService: Service = {
  signingName: 'logs',
  protocol: 'json-1.1',
  targetPrefix: 'Logs_20140328',
  operations: { ...groupOperations, ...streamOperations },
  alsoNeeds: (operation, input, call) =>
    operation === 'CreateLogGroup' && Object.keys(input.tags ?? {}).length > 0
      ? [
          {
            action: 'logs:TagResource',
            resource: `${groupArn(call, String(input.logGroupName))}:*`,
          },
        ]
      : [],
  resourceArn: (_, input, call) => {
    if (input.resourceArn) return String(input.resourceArn)
    if (!input.logGroupName) return '*'
    const stream = input.logStreamName ? `log-stream:${input.logStreamName}` : '*'
    return `${groupArn(call, String(input.logGroupName))}:${stream}`
  },
}
