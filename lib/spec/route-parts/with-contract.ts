/** A spec with other features, and all else as it is: what “Save to the API” deploys. */
import type { FeatureContract } from '../../model/contract/contract'
import { draftOf, draftProblems } from '../../model/contract/draft'
import { profileFor } from '../../model/profile/stored-profile'
import { fail, ok, type Result } from '../../result'
import { onlyRoute, type WiringSpec, wiringSpecSchema, withRoute } from '../spec'

const remedy = 'Change these features, or the other settings in the deploy options.'

/** Fails with the first rule of features, or of a spec, that they do not follow. */
export function withContract(
  spec: WiringSpec,
  { contract, sampleRow }: { contract: FeatureContract; sampleRow?: string },
): Result<WiringSpec> {
  const [[, problem] = []] = draftProblems(draftOf(contract))
  const [message] = Object.values(problem ?? {})
  if (message) return fail({ code: 'features-do-not-fit', message, remedy })
  const route = onlyRoute(spec)
  const { data, error } = wiringSpecSchema.safeParse(
    withRoute(spec, { ...route, contract, sampleRow, profile: profileFor(route.profile, contract) }),
  )
  if (data) return ok(data)
  return fail({
    code: 'features-do-not-fit',
    message: error.issues[0]?.message ?? 'The features do not fit the other settings of this public API.',
    remedy,
  })
}
