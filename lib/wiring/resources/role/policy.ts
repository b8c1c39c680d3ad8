/** The policies of the roles that a deploy makes: who can assume them, and what they can do. Pure. */
import { type PolicyDocument, parsePolicy, type Statement, statementMeaning } from '../../../aws/iam/policy'
import { invokeStatements, type Target } from '../../../spec/route-parts/target'
import type { TrustedService } from '../../state/desired'

/**
 * Names the service as documented, without conditions: whether Lambda or API Gateway sends source keys for such a role is
 * documented nowhere.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-request.html
 */
export const trustPolicy = (service: TrustedService = 'lambda.amazonaws.com'): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
})

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
const invokeActions = ['sagemaker:InvokeEndpoint', 'sagemaker:InvokeEndpointWithResponseStream']

/** What a function's role has to be allowed on its endpoint. */
export const invokeActionsFor = (streaming: boolean): string[] =>
  streaming ? invokeActions : invokeActions.slice(0, 1)

/**
 * Allows calls of one endpoint, as a stream too if the answer is streamed, and writing, not creating, the function's own log
 * group: a late line would recreate a
 * group that was just removed.
 * @param endpointArn as DescribeEndpoint gives it, verbatim: another case is another resource to IAM
 * @param logGroupArn without the trailing `:*`
 */
export const permissionsPolicy = (
  endpointArn: string,
  logGroupArn: string,
  streaming = false,
  target?: Target,
): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    ...invokeStatements(endpointArn, invokeActionsFor(streaming), target),
    {
      Sid: 'WriteLogs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `${logGroupArn}:*`,
    },
  ],
})

/** Allows calls of one endpoint, or one variant of it, and nothing else: if the gateway calls it there is no log to write. */
export const gatewayPolicy = (endpointArn: string, target?: Target): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: invokeStatements(endpointArn, invokeActionsFor(false), target),
})

/**
 * Everything that either of two documents allows: what a role can do while one version hands over to the next.
 * @param before as IAM gives it; where it is no policy, there is nothing to keep
 */
export function handoverPolicy(desired: PolicyDocument, before: unknown): PolicyDocument {
  const meanings = new Set(desired.Statement.map(statementMeaning))
  // What denies is needed by no version, and can be what nothing can be proved with.
  const kept = (parsePolicy(before)?.Statement ?? []).filter(
    (statement) => statement.Effect === 'Allow' && !meanings.has(statementMeaning(statement)),
  )
  // A statement's id is unique in its document.
  return {
    ...desired,
    Statement: [...desired.Statement, ...kept.map(({ Sid: _, ...statement }) => statement as Statement)],
  }
}
