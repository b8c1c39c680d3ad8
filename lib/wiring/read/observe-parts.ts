/** Reads what only some wirings have: what the spec or a tag of the API names, or a removal looks for. */

import { observeAlarms } from '../../aws/alarm'
import { observeDomain } from '../../aws/apigateway/domain-name'
import type { AwsClients } from '../../aws/client/create-clients'
import { orDenied } from '../../aws/or-denied'
import type { ObservedApi } from '../../aws/types'
import type { WiringNames } from '../../spec/names'
import type { ApiSpec, WiringTarget } from '../../spec/spec'
import { alarmArn, alarmNamesOf, alarmsTag } from '../resources/alarms/plan'
import { domainNamesIn } from '../resources/domain/plan'
import { unchecked } from '../state/item'
import type { ObservedParts } from '../state/observed'

interface Look {
  target: WiringTarget
  names: WiringNames
  /** The endpoint's own, the one that stays first. */
  apis: ObservedApi[]
  chosen?: ApiSpec
  /** A removal looks for all that a wiring can have. */
  everything: boolean
}

interface PartRead<Part> {
  /** Names what can be there; nothing is read if it names nothing. */
  namesIn(look: Look): string[]
  read(clients: AwsClients, names: string[], look: Look): Promise<Part>
}

/** A console can have an older policy: a new part is read by `orDenied`. */
const reads: { [Name in keyof ObservedParts]-?: PartRead<ObservedParts[Name]> } = {
  domains: {
    namesIn: ({ apis, chosen }) => [
      ...new Set([...(chosen?.domain ? [chosen.domain.name] : []), ...domainNamesIn(apis[0]?.tags)]),
    ],
    read: async ({ apiGateway }, names, { apis }) => {
      const restApiIds = apis.map(({ id }) => id)
      const found = await Promise.all(names.map((name) => observeDomain(apiGateway, name, restApiIds)))
      return found.filter((one) => one !== undefined)
    },
  },
  alarms: {
    namesIn: ({ apis, chosen, names, everything }) =>
      everything || chosen?.alarms || apis[0]?.tags[alarmsTag] !== undefined ? Object.values(alarmNamesOf(names)) : [],
    read: async ({ cloudWatch }, names, { target }) =>
      (await orDenied(observeAlarms(cloudWatch, names))) ?? {
        denied: unchecked('cloudwatch:DescribeAlarms', alarmArn(target, '*'), 'alarms'),
      },
  },
}

const all = Object.entries(reads) as [keyof ObservedParts, PartRead<unknown>][]

export async function observeParts(clients: AwsClients, look: Look, parts = all): Promise<ObservedParts> {
  const found = await Promise.all(
    parts.map(async ([part, { namesIn, read }]) => {
      const names = namesIn(look)
      return names.length > 0 ? [[part, await read(clients, names, look)]] : []
    }),
  )
  return Object.fromEntries(found.flat())
}

/** Reads the parts of which the spec names more than the tags of the API did. */
export const observeMoreParts = (clients: AwsClients, look: Look, chosen: ApiSpec): Promise<ObservedParts> =>
  observeParts(
    clients,
    { ...look, chosen },
    all.filter(([, { namesIn }]) => namesIn({ ...look, chosen }).length > namesIn(look).length),
  )
