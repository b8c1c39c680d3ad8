'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { startDeploy } from '@/lib/jobs/start-job'
import { fail, type Result } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import type { WiringSpec } from '@/lib/spec/spec'
import { adoptionSpec } from '@/lib/wiring/adopt/adoption-spec'
import { planDeploy } from '@/lib/wiring/engine'
import { walkInvokeUrl } from '@/lib/wiring/read/walk-invoke-url'
import type { WiringContext } from '@/lib/wiring/run/context'

const url = z.string().max(2_048, 'At most 2,048 characters')
const adoption = z.object({ url, endpointName, sampleRow: z.string().trim().max(8_000) })

/** What is behind a pasted invoke URL. The URL itself is never called. */
export const walkAction = action(
  { name: 'adopt.walk', role: 'viewer', input: z.object({ url }) },
  async (context, { url }) => walkInvokeUrl(wiringContext(context), url),
)

export const planAdoptionAction = action(
  { name: 'adopt.plan', role: 'viewer', input: adoption },
  async (context, input) => {
    const spec = await specOf(wiringContext(context), input)
    return spec.ok ? planDeploy(wiringContext(context), spec.value) : spec
  },
)

export const startAdoptionAction = action(
  { name: 'adopt.start', role: 'deployer', input: adoption },
  async (context, input) => {
    const spec = await specOf(wiringContext(context), input)
    return spec.ok ? startDeploy(context, spec.value) : spec
  },
)

/** Walked again each time, so that nothing of it comes from the browser but the choice. */
async function specOf(context: WiringContext, input: z.output<typeof adoption>): Promise<Result<WiringSpec>> {
  const walk = await walkInvokeUrl(context, input.url)
  if (!walk.ok) return walk
  if (walk.value.obstacle) {
    return fail({
      code: 'not-adoptable',
      message: walk.value.obstacle,
      remedy: 'Leave it alone, or deploy the endpoint to a URL of its own.',
    })
  }
  return { ok: true, value: adoptionSpec(walk.value, input.endpointName, input.sampleRow || undefined) }
}
