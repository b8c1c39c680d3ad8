'use server'

import { z } from 'zod'
import { attempt } from '@/lib/attempt'
import { config } from '@/lib/config'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import { describeEndpoint } from '@/lib/endpoints/describe'
import { readSummaries } from '@/lib/endpoints/read-summaries'
import { readTargets } from '@/lib/endpoints/read-targets'
import { readRows } from '@/lib/endpoints/refresh'
import { endpointNames } from '@/lib/endpoints/schemas'
import { startingTarget } from '@/lib/endpoints/target-choices'
import { startDeploy } from '@/lib/jobs/start-job'
import { type Failure, fail, ok } from '@/lib/result'
import { defaultSpec } from '@/lib/spec/defaults'
import { endpointName } from '@/lib/spec/endpoint'
import { wiringSpecSchema } from '@/lib/spec/spec'
import { checkWiring } from '@/lib/wiring/read/check'
import { listManagedApis } from '@/lib/wiring/read/list-managed'

/** The columns of visible rows. What cannot be read is left out and said once for each action; the rest is drawn. */
export const loadSummariesAction = action(
  { name: 'endpoint.summaries', role: 'viewer', input: endpointNames },
  async ({ clients }, { names }) => ok(await readSummaries(clients, names, Date.now())),
)

/** The rows that are changing, as they are now; those that are gone are left out. */
export const refreshEndpointsAction = action(
  { name: 'endpoint.refresh', role: 'viewer', input: endpointNames },
  async ({ clients, target }, { names }) =>
    ok(await readRows(clients, names, await listManagedApis(clients, target, config().aws.invokeUrlTemplate))),
)

/** Says whether a public API is still as it was deployed. */
export const checkWiringAction = action(
  { name: 'wiring.check', role: 'viewer', input: z.object({ endpointName }) },
  async (context, { endpointName }) => ok(await checkWiring(wiringContext(context), endpointName)),
)

/**
 * Deploys several endpoints with the options that the form starts with. What has a public API already is refused, as the
 * defaults would overwrite its options. Answers why some could not be started, by name; the others are in the queue.
 */
export const startDeploysAction = action(
  { name: 'wirings.deploy', role: 'deployer', input: endpointNames },
  async (context, { names }) => {
    const { clients, target } = context
    const wired = new Set((await listManagedApis(clients, target)).map((api) => api.endpointName))
    const specs = await Promise.all(
      names.map(async (name) => {
        if (wired.has(name)) return fail(publicAlready)
        const endpoint = await attempt(() => describeEndpoint(clients, name))
        if (!endpoint.ok) return endpoint
        const { kind, status, unread } = endpoint.value
        const refused = unread.config ?? unread.models
        if (refused) return fail(refused)
        const message = endpointObstacle(status)
        if (message) return fail({ code: 'blocked', message })
        const target = startingTarget(await readTargets(clients, endpoint.value))
        const spec = wiringSpecSchema.safeParse(defaultSpec(endpoint.value.name, kind, undefined, target))
        return spec.success ? ok(spec.data) : fail(needsChoice)
      }),
    )
    const refused: Record<string, Failure> = {}
    // Started only now, so that they queue in the order in which they were chosen.
    for (const [index, spec] of specs.entries()) {
      const answer = spec.ok ? startDeploy(context, spec.value) : spec
      if (!answer.ok) refused[names[index] ?? ''] = answer.error
    }
    return ok(refused)
  },
)

const needsChoice: Failure = {
  code: 'needs-choice',
  message: 'Which part of it should answer is for a person to choose.',
  remedy: 'Deploy it by itself and choose a target.',
}

const publicAlready: Failure = {
  code: 'public-already',
  message: 'It has a public API already.',
  remedy: 'Open it to change its options.',
}
