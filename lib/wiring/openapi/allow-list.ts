/**
 * The addresses that can call, as the API's resource policy. Other addresses are denied outright, since of an AWS_IAM
 * method the caller's own policy alone would be enough to get in. A preflight is open to all: it carries nothing, and
 * without it a browser could not say why the request behind it is refused.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */

import type { PolicyDocument } from '../../aws/iam/policy'
import type { Access } from '../../spec/api-parts/access'

/** All that an ANY method serves but OPTIONS. */
const verbs = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']

/** `execute-api:/…` stands for the API's own ARN, whose id AWS gives only when the API is made. Undefined: no policy. */
export function resourcePolicyOf(access: Access, allowedIps: string[]): PolicyDocument | undefined {
  if (allowedIps.length === 0) return undefined
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'execute-api:Invoke',
        // A permission for everybody would allow each signer of the account, whatever their own policies say.
        Resource: access.kind === 'iam' ? 'execute-api:/*/OPTIONS/*' : 'execute-api:/*',
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: verbs.map((verb) => `execute-api:/*/${verb}/*`),
        Condition: { NotIpAddress: { 'aws:SourceIp': allowedIps } },
      },
    ],
  }
}

/** Says whether the gateway refused an address: its own words of a denial by policy. */
export const isKeptOut = ({ status, body }: { status: number; body: string }): boolean =>
  status === 403 &&
  body.includes('not authorized to perform: execute-api:Invoke') &&
  body.includes(' with an explicit deny')
