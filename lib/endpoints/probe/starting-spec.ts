/** The spec that a deploy of one endpoint starts with, and what its model was found to be. */
import { attempt } from '../../attempt'
import type { AwsClients } from '../../aws/client/create-clients'
import type { TestedSample } from '../../model/profile/found-evidence'
import type { ProvingCall } from '../../model/profile/prove'
import { sampleFor } from '../../model/requests/sample-body'
import { type Failure, fail, ok, type Result } from '../../result'
import { defaultSpec } from '../../spec/defaults'
import { enforcing } from '../../spec/route-parts/enforcing'
import { withProfile } from '../../spec/route-parts/with-profile'
import { onlyRoute, type WiringSpec, wiringSpecSchema } from '../../spec/spec'
import { endpointObstacle } from '../deploy-obstacle'
import { describeEndpoint } from '../describe'
import { readTargets } from '../read-targets'
import { servingImage } from '../serving-image'
import { startingTarget } from '../target-choices'
import type { FoundModel, VariantDetail } from '../types'
import type { Calls } from './call-costs'
import { detectModel } from './detect-model'

export interface StartingSpec extends FoundModel {
  /** Calls of the model that were made. */
  calls: number
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
  const { profile, line, learned: reported, failure, candidates, provingCall, calls: made } = detected.value
  const spec = enforcing(withProfile(base.data, profile, servingImage(variants, target)))
  return ok({
    spec,
    line,
    learned: reported,
    failure,
    kinds: profile.readings.length,
    candidates,
    tested: testedBy(spec, provingCall),
    proved: profile.sure === 'proved',
    unsure: profile.sure === 'unsure',
    variants,
    calls: made,
  })
}

/** The model's response to a call, if the call sent what the spec would. */
export function testedBy(spec: WiringSpec, provingCall: ProvingCall | undefined): TestedSample | undefined {
  const { contract, sampleRow } = onlyRoute(spec)
  const sample = sampleFor(contract, sampleRow)
  const isSame = sample?.body === provingCall?.sample.body && sample?.contentType === provingCall?.sample.contentType
  return isSame ? provingCall?.response : undefined
}

const needsChoice: Failure = {
  code: 'needs-choice',
  message: 'Which part of it should answer is for a person to choose.',
  remedy: 'Deploy it by itself and choose a target.',
}
