'use server'

import { z } from 'zod'
import { config } from '@/lib/config'
import { action } from '@/lib/console/action'
import { wiringContext } from '@/lib/console/wiring-context'
import { noteTagsInIndex } from '@/lib/endpoint-index/look'
import { endpointTagsSchema } from '@/lib/endpoints/endpoint-tags-schema'
import { readSummaries } from '@/lib/endpoints/list/read-summaries'
import { readRows } from '@/lib/endpoints/list/refresh'
import { endpointNames, mostEndpoints } from '@/lib/endpoints/schemas'
import type { DetectedRow } from '@/lib/endpoints/types'
import { planTags, writeTags } from '@/lib/endpoints/write-tags'
import { startDeploy } from '@/lib/jobs/start-job'
import { type Failure, fail, ok, type Result } from '@/lib/result'
import { whoMayCall } from '@/lib/spec/api-parts/access'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { onlyRoute, wiringSpecSchema } from '@/lib/spec/spec'
import { checkWiring } from '@/lib/wiring/read/check'
import { listManagedApis } from '@/lib/wiring/read/list-managed'
import { type FirstStart, firstStart } from './first-start'

/** So many endpoints are read beside each other. */
const together = 3

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
 * Finds out what the models of a few endpoints take, three at a time: reads first, then calls if reads leave it open. It can show
 * what AWS keeps of their data and costs invocations, so it takes a deployer.
 */
export const detectModelsAction = action(
  { name: 'models.detect', role: 'deployer', input: z.object({ names: z.array(endpointName).max(together) }) },
  async (context, { names }) => {
    const all = await Promise.all(names.map((name) => firstStart(context, name, 'if-open')))
    return ok(all.map((one, index) => detectedRow(names[index] ?? '', one)))
  },
)

function detectedRow(name: string, start: Result<FirstStart>): DetectedRow {
  if (!start.ok) return { name, failure: start.error }
  const { spec, line, unsure, reason, failure, learned = failure?.message } = start.value
  return {
    name,
    spec,
    line,
    learned,
    unsure,
    path: `/${onlyRoute(spec).resourcePath}`,
    callers: `${whoMayCall[spec.access.kind]}, ${reason}`,
  }
}

const firstDeploy = wiringSpecSchema.refine(
  ({ adopted }) => !adopted,
  'A URL that somebody else made is adopted by itself',
)
const firstDeploys = z.object({
  specs: z.array(firstDeploy).max(mostEndpoints, `At most ${mostEndpoints} endpoints at a time`),
  untested: z.boolean().optional(),
})

/**
 * Deploys the specs that `detectModelsAction` found and the person saw: what is deployed is what was shown, whichever process
 * starts it, and the engine holds it against the account's guard rails like any other. What has a public API already is refused,
 * as these options would overwrite its own. Returns why some could not be started, by name; the others are in the queue.
 */
export const startDeploysAction = action(
  { name: 'wirings.deploy', role: 'deployer', input: firstDeploys },
  async (context, { specs, untested }) => {
    const { clients, target } = context
    const wired = new Set((await listManagedApis(clients, target)).map((api) => api.endpointName))
    const refused: Record<string, Failure> = {}
    for (const spec of specs) {
      const name = onlyRoute(spec).endpointName
      const started = wired.has(name) ? fail(publicAlready) : await startDeploy(context, spec, { untested })
      if (!started.ok) refused[name] = started.error
    }
    return ok(refused)
  },
)

const tagInput = endpointNames.extend({ tags: endpointTagsSchema })

/** What a change of tags would be, endpoint by endpoint. */
export const planTagsAction = action(
  { name: 'tags.plan', role: 'deployer', input: tagInput },
  async ({ clients }, { names, tags }) => ok(await planTags(clients, names, tags)),
)

/** Writes tags on several endpoints, one after another. Returns why some were not written, by name. */
export const writeTagsAction = action(
  { name: 'tags.write', role: 'deployer', input: tagInput },
  async ({ clients, target }, { names, tags }) => {
    const refused: Record<string, Failure> = {}
    for (const name of names) {
      const written = await writeTags(clients, name, tags)
      if (written.ok) noteTagsInIndex({ target }, name, written.value)
      else refused[name] = written.error
    }
    return ok(refused)
  },
)

const publicAlready: Failure = {
  code: 'public-already',
  message: 'It has a public API already.',
  remedy: 'Open it to change its options.',
}
