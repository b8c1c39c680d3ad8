/** What the wiring engine stands on, from what a console page or action stands on. */
import 'server-only'
import { config } from '../config'
import { systemClock } from '../wiring/run/clock'
import type { WiringContext } from '../wiring/run/context'
import type { ConsoleContext } from './context'

export function wiringContext({ clients, target, person, guardRails }: ConsoleContext): WiringContext {
  const { auth, aws } = config()
  return {
    clients,
    target,
    consoleOrigin: auth.origin,
    invokeUrlTemplate: aws.invokeUrlTemplate,
    deployedBy: person.email,
    guardRails,
    clock: systemClock,
    fetch,
  }
}
