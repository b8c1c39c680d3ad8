/** Every known failure, in the order in which it is looked for: the narrow ones first. Pure. */
import { authorizerFailures } from './failures/authorizer'
import { failuresElsewhere } from './failures/elsewhere'
import { functionFailures } from './failures/function'
import { gatewayFailures } from './failures/gateway'
import type { KnownFailure } from './failures/known'
import { refusedFailures } from './failures/refused'

export const knownFailures: KnownFailure[] = [
  ...refusedFailures,
  ...functionFailures,
  ...authorizerFailures,
  ...gatewayFailures,
  ...failuresElsewhere,
]
