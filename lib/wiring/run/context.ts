/** What every run of the engine stands on. Nothing of it is read from the environment. */
import type { AwsClients } from '../../aws/client/create-clients'
import type { GuardRails } from '../../guard-rails'
import { invokeUrlOf } from '../../spec/invoke-url'
import type { WiringTarget } from '../../spec/spec'
import type { Clock } from './clock'

/** Holds what a read or a run needs: clients, place, clock and rules of the account. */
export interface WiringContext {
  clients: AwsClients
  target: WiringTarget
  /** The console's own origin, which the deployed handler always allows. */
  consoleOrigin: string
  /** Base of invoke URLs with `{restApiId}` and `{stage}`; AWS's own form unless given. */
  invokeUrlTemplate?: string
  /** Who requested it; a tag. */
  deployedBy: string
  /** What the account allows of its public APIs; everything unless given. */
  guardRails?: GuardRails
  clock: Clock
  /** For the public API and for the zip's location, both AWS's own answers. */
  fetch: typeof fetch
}

/** Returns the invoke URL of a resource path at a stage, in the form that this console is configured for. */
export const invokeUrlIn = (
  context: Pick<WiringContext, 'target' | 'invokeUrlTemplate'>,
  restApiId: string,
  { stage, resourcePath }: { stage: string; resourcePath: string },
): string =>
  invokeUrlOf({
    restApiId,
    stage,
    resourcePath,
    region: context.target.region,
    template: context.invokeUrlTemplate,
  })
