/** Keeps the spec of a wiring without a function, before callers meet it. */

import { type ObservedPart, putApiDocumentation, readApiPart } from '../aws/apigateway/documentation'
import { tagApiResource } from '../aws/apigateway/tags'
import type { AwsClients } from '../aws/client/create-clients'
import type { ObservedApi } from '../aws/types'
import { belongsTo, integrationTag, restApiArn } from '../spec/names'
import { readDeploymentHistory } from './read/deployment-history'
import type { Run } from './run/run'
import { type Desired, hasFunction } from './state/desired'
import type { Observed } from './state/observed'
import {
  isRecordVersion,
  isSameSpec,
  propertiesWith,
  type RecordedSpec,
  recordedSpecsIn,
  withOlder,
  withSpec,
} from './state/recorded-specs'

export async function recordSpec(run: Run, desired: Desired, observed: Observed, api: ObservedApi): Promise<void> {
  const { integration } = desired.route
  if (hasFunction(desired) || !integration) return
  const { apiGateway } = run.context.clients
  await run.progress.step('spec', async (step) => {
    const part = await readApiPart(apiGateway, api.id)
    const recorded = recordedSpecsIn(part?.properties)
    const isKept = recorded[0]?.definition === desired.api.definitionHash && isSameSpec(recorded[0].spec, desired.spec)
    const isTagged = api.tags[integrationTag] === integration.kind
    if (isKept && isTagged) return step.skip('Recorded already')
    if (!isKept) {
      const next = {
        at: new Date().toISOString(),
        by: run.context.deployedBy,
        definition: desired.api.definitionHash,
        spec: desired.spec,
      }
      const recordedSpecs = withSpec(await withFunctions(run, observed, recorded, desired.endpointName), next)
      await step.write(() => putFitting(apiGateway, api.id, part, recordedSpecs))
    }
    // Says to readers of the spec that it is there and in no zip.
    const tags = { [integrationTag]: integration.kind }
    if (!isTagged) await step.write(() => tagApiResource(apiGateway, restApiArn(desired.target, api.id), tags))
    step.say("In the API's documentation")
  })
}

/** How long a part can be is documented nowhere: where one is refused, the older half of the specs goes. */
async function putFitting(
  client: AwsClients['apiGateway'],
  restApiId: string,
  part: ObservedPart | undefined,
  recordedSpecs: RecordedSpec[],
): Promise<void> {
  try {
    await putApiDocumentation(client, restApiId, propertiesWith(part?.properties, recordedSpecs), part?.id)
  } catch (error) {
    const refused =
      error instanceof Error && /^(BadRequest|LimitExceeded|RequestEntityTooLarge)(Exception)?$/.test(error.name)
    if (!refused || recordedSpecs.length === 1) throw error
    await putFitting(client, restApiId, part, recordedSpecs.slice(0, Math.ceil(recordedSpecs.length / 2)))
  }
}

/** What the function's versions hold goes with the function, so their specs are kept beside ours. */
async function withFunctions(
  { context }: Run,
  { function: fn }: Observed,
  recorded: RecordedSpec[],
  endpointName: string,
): Promise<RecordedSpec[]> {
  if (!belongsTo(fn?.tags, endpointName)) return recorded
  const versions = (await readDeploymentHistory(context, endpointName)).filter(
    ({ version, publishedAt }) => !isRecordVersion(version) && !recorded.some(({ at }) => at === publishedAt),
  )
  return withOlder(
    recorded,
    versions.flatMap(({ publishedAt, publishedBy, spec }) =>
      spec ? [{ at: publishedAt, by: publishedBy, definition: '', spec }] : [],
    ),
  )
}
