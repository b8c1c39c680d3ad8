/** The spec that a deploy of one endpoint starts with, and what its model was found to be. */
import { attempt } from '../attempt'
import type { AwsClients } from '../aws/client/create-clients'
import { type Failure, fail, ok, type Result } from '../result'
import { defaultSpec } from '../spec/defaults'
import { enforcing } from '../spec/enforcing'
import { type WiringSpec, wiringSpecSchema } from '../spec/spec'
import { withProfile } from '../spec/with-profile'
import { endpointObstacle } from './deploy-obstacle'
import { describeEndpoint } from './describe'
import { type Calls, detectModel } from './detect-model'
import { readTargets } from './read-targets'
import { servingImage } from './serving-image'
import { startingTarget } from './target-choices'
import type { VariantDetail } from './types'

export interface StartingSpec {
  spec: WiringSpec
  /** `Chat messages · likely, detected from the LMI 0.33 container`. */
  line: string
  /** What calls of the model came to, or why none were made. */
  learned?: string
  /** It stays open what the model takes. */
  unsure: boolean
  variants: VariantDetail[]
}

/** Fails where nothing can be deployed, or where a person has to choose a part of the endpoint. */
export async function startingSpec(clients: AwsClients, name: string, calls: Calls): Promise<Result<StartingSpec>> {
  const endpoint = await attempt(() => describeEndpoint(clients, name))
  if (!endpoint.ok) return endpoint
  const { kind, status, unread, variants } = endpoint.value
  const refused = unread.config ?? unread.models
  if (refused) return fail(refused)
  const message = endpointObstacle(status)
  if (message) return fail({ code: 'blocked', message })
  const target = startingTarget(await readTargets(clients, endpoint.value))
  const base = wiringSpecSchema.safeParse(defaultSpec(endpoint.value.name, kind, variants[0]?.image, target))
  if (!base.success) return fail(needsChoice)
  const detected = await attempt(() => detectModel(clients, endpoint.value, target, calls))
  if (!detected.ok) return detected
  const { profile, line, learned: reported } = detected.value
  return ok({
    spec: enforcing(withProfile(base.data, profile, servingImage(variants, target))),
    line,
    learned: reported,
    unsure: profile.sure === 'unsure',
    variants,
  })
}

const needsChoice: Failure = {
  code: 'needs-choice',
  message: 'Which part of it should answer is for a person to choose.',
  remedy: 'Deploy it by itself and choose a target.',
}
