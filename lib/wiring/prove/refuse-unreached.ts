/** Answers that mean that nobody behind the gateway was reached: the URL does not work, whatever was deployed. */
import { Refusal } from '../../errors'
import type { Desired } from '../state/desired'
import { isModelAccessLagging, type UrlResponse } from './probe'

type Said = Pick<UrlResponse, 'status' | 'body'>

/** The gateway cannot be the role yet, or the role not call the endpoint: both for some seconds after a change. */
export const isRoleLagging = (response: Said): boolean =>
  isModelAccessLagging(response) || (response.status === 500 && response.body.includes('Internal server error'))

/**
 * The gateway's own words about an address that it cannot reach.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const isAddressDead = ({ status, body }: Said): boolean =>
  status >= 500 &&
  /^{"message": ?"(Network error communicating with endpoint|Endpoint request timed out|Internal server error)"}$/.test(
    body.trim(),
  )

/** The handler's codes for a target that the endpoint has not. */
const targetCodes =
  /"code": ?"(variant_not_found|component_needed|component_not_found|model_needed|model_not_found|endpoint_asynchronous|endpoint_synchronous)"/

/** @param callers what they meet now: `callers still reach the version before` */
export function refuseIfUnreached({ route }: Desired, response: Said | undefined, callers?: string): void {
  if (!response) return
  const { status, body } = response
  const why = (code: string, message: string, remedy: string) =>
    new Refusal({
      code,
      message: `${message}${callers ? `; ${callers}` : ''}.`,
      cause: `The answer was ${status}: ${body.slice(0, 300)}`,
      remedy,
    })
  if (route.integration?.kind === 'http') {
    if (isAddressDead(response))
      throw why(
        'address-unreachable',
        `The gateway does not reach ${route.integration.url}`,
        'Check that the address answers from the internet in less than 29 s, with a certificate that AWS trusts. Then deploy again.',
      )
    return
  }
  const direct = route.integration?.kind === 'direct'
  if (direct ? isRoleLagging(response) : isModelAccessLagging(response))
    throw why(
      'role-refused',
      `The ${direct ? 'gateway' : 'function'} is not allowed to invoke the endpoint as the role`,
      'Deploy again in a minute. If it repeats, a policy above the role denies sagemaker:InvokeEndpoint.',
    )
  if (!direct && targetCodes.test(body))
    throw why(
      'target-missing',
      'The endpoint has no such target',
      'Choose a model, variant or inference component that the endpoint has, then deploy again.',
    )
}
