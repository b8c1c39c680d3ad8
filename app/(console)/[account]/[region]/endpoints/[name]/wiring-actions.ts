'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { wiringContext } from '@/lib/auth/wiring-context'
import { endpointName } from '@/lib/endpoints/schemas'
import { fail, ok } from '@/lib/result'
import { planDeploy, planRemove, runDeploy, runRemove } from '@/lib/wiring/engine'
import { jobs } from '@/lib/wiring/jobs'
import { wiringSpecSchema } from '@/lib/wiring/spec'
import { initialSteps } from '@/lib/wiring/steps'

const spec = z.object({ spec: wiringSpecSchema })

/** What a deploy of these options would write; nothing is written. */
export const planDeployAction = action(
  { name: 'wiring.plan', role: 'viewer', input: spec },
  async (context, { spec }) => planDeploy(wiringContext(context), spec),
)

/** Starts the deploy and returns; the work lives in the process, not in this request. */
export const startDeployAction = action(
  { name: 'wiring.deploy', role: 'deployer', input: spec },
  async (context, { spec }) => {
    const key = { ...context.target, endpointName: spec.endpointName }
    return jobs().start(key, 'deploy', initialSteps('deploy', spec), (emit) =>
      runDeploy(wiringContext(context), spec, emit),
    )
  },
)

export const planRemoveAction = action(
  { name: 'wiring.plan-remove', role: 'viewer', input: z.object({ endpointName }) },
  async (context, { endpointName }) => planRemove(wiringContext(context), endpointName),
)

/** Removal takes the endpoint's name typed once more. */
export const startRemoveAction = action(
  { name: 'wiring.remove', role: 'deployer', input: z.object({ endpointName, typed: z.string() }) },
  async (context, { endpointName, typed }) => {
    if (typed !== endpointName) {
      return fail({
        code: 'not-confirmed',
        message: 'The typed name is not the name of the endpoint.',
        remedy: `Type ${endpointName} to remove its public URL.`,
      })
    }
    const key = { ...context.target, endpointName }
    return jobs().start(key, 'remove', initialSteps('remove'), (emit) =>
      runRemove(wiringContext(context), endpointName, emit),
    )
  },
)

/** The events of the endpoint's running or last job: replayed first, then as they come. */
export const watchJobAction = action(
  { name: 'wiring.watch', role: 'viewer', input: z.object({ endpointName }) },
  async ({ target }, { endpointName }) => {
    const events = jobs().events({ ...target, endpointName })
    return events
      ? ok(events)
      : fail({
          code: 'no-job',
          message: 'This process runs no job for the endpoint.',
          remedy: 'Read the wiring again.',
        })
  },
)
