/** How a resource is read that only some public APIs have, by calls of its own. What all of them have is read by `observe`. */
import type { AwsClients } from '../../aws/client/create-clients'
import type { ObservedApi } from '../../aws/types'
import type { WiringNames } from '../../spec/names'
import type { ApiSpec, WiringTarget } from '../../spec/spec'

export interface Look {
  target: WiringTarget
  endpointName: string
  names: WiringNames
  /** The endpoint's own, the one that stays first. */
  apis: ObservedApi[]
  chosen?: ApiSpec
  /** A removal looks for all that a wiring can have. */
  everything: boolean
}

export interface ResourceRead<Part> {
  /** Names what can be there: what the spec or a tag of the API names. Most pages read it, so nothing is read if it names nothing. */
  namesIn(look: Look): string[]
  /** Reads them. A console can have an older policy: a new resource is read by `orDenied`. */
  read(clients: AwsClients, names: string[], look: Look): Promise<Part>
}
