'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import type { ConsoleContext } from '@/lib/console/context'
import { wiringContext } from '@/lib/console/wiring-context'
import { startDeploy } from '@/lib/jobs/start-job'
import { featureContractSchema } from '@/lib/model/contract/contract-schema'
import { fail, type Result } from '@/lib/result'
import { routeSchema } from '@/lib/spec/route'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { withContract } from '@/lib/spec/route-parts/with-contract'
import type { WiringSpec } from '@/lib/spec/spec'
import { planDeploy } from '@/lib/wiring/engine'
import { readWiring } from '@/lib/wiring/read/current'

const features = z.object({
  endpointName,
  /** The version that the features were edited from. */
  version: z.string().regex(/^w?\d{1,9}$/),
  contract: featureContractSchema,
  sampleRow: routeSchema.shape.sampleRow,
})

/** What a deploy of these features, and of nothing else, would write. */
export const planFeaturesAction = action(
  { name: 'features.plan', role: 'viewer', input: features },
  async (context, edited) => {
    const spec = await specOf(context, edited)
    return spec.ok ? planDeploy(wiringContext(context), spec.value) : spec
  },
)

/** Deploys these features in the spec that is live. */
export const saveFeaturesAction = action(
  { name: 'features.save', role: 'deployer', input: features },
  async (context, edited) => {
    const spec = await specOf(context, edited)
    return spec.ok ? startDeploy(context, spec.value) : spec
  },
)

async function specOf(context: ConsoleContext, edited: z.output<typeof features>): Promise<Result<WiringSpec>> {
  const { spec, version, canary } = await readWiring(wiringContext(context), edited.endpointName)
  if (!spec)
    return fail({
      code: 'no-spec',
      message: 'What this public API was deployed from cannot be read.',
      remedy: 'Refresh the page: someone might have removed it meanwhile.',
    })
  if (version !== edited.version)
    return fail({
      code: 'deployed-meanwhile',
      message: `Someone deployed version ${version} meanwhile.`,
      remedy: 'Refresh the page. Your changes stay in this browser if the features are the same.',
    })
  if (canary)
    return fail({
      code: 'canary-live',
      message: 'A canary answers a part of the calls, and a deploy would end it.',
      remedy: 'Promote the canary or go back to the live version first; your changes stay in this browser.',
    })
  return withContract(spec, edited)
}
