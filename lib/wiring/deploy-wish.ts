/** Keeps the wish of a wiring without a function, before callers meet it. */

import { type ObservedPart, putApiDocumentation, readApiPart } from '../aws/apigateway/documentation'
import { tagApiResource } from '../aws/apigateway/tags'
import type { AwsClients } from '../aws/client/create-clients'
import type { ObservedApi } from '../aws/types'
import { belongsTo, integrationTag, restApiArn } from '../spec/names'
import { type Desired, hasFunction } from './plan/desired'
import type { Observed } from './plan/observed'
import {
  isSameWish,
  isWishVersion,
  propertiesWith,
  type RecordedWish,
  wishesIn,
  withOlder,
  withWish,
} from './plan/wishes'
import { readHistory } from './read/history'
import type { Run } from './run/run'

export async function keepWish(run: Run, wish: Desired, observed: Observed, api: ObservedApi): Promise<void> {
  const { integration } = wish.spec
  if (hasFunction(wish) || !integration) return
  const { apiGateway } = run.context.clients
  await run.progress.step('wish', async (step) => {
    const part = await readApiPart(apiGateway, api.id)
    const recorded = wishesIn(part?.properties)
    const isKept = recorded[0]?.definition === wish.api.definitionHash && isSameWish(recorded[0].spec, wish.spec)
    const isTagged = api.tags[integrationTag] === integration.kind
    if (isKept && isTagged) return step.skip('Recorded already')
    if (!isKept) {
      const next = {
        at: new Date().toISOString(),
        by: run.context.deployedBy,
        definition: wish.api.definitionHash,
        spec: wish.spec,
      }
      const wishes = withWish(await withFunctions(run, observed, recorded, wish.spec.endpointName), next)
      await step.write(() => putFitting(apiGateway, api.id, part, wishes))
    }
    // Tells whoever looks for the wish that it is there and in no zip.
    const tags = { [integrationTag]: integration.kind }
    if (!isTagged) await step.write(() => tagApiResource(apiGateway, restApiArn(wish.target, api.id), tags))
    step.say("In the API's documentation")
  })
}

/** How long a part may be is documented nowhere: where one is refused, the older half of the wishes goes. */
async function putFitting(
  client: AwsClients['apiGateway'],
  restApiId: string,
  part: ObservedPart | undefined,
  wishes: RecordedWish[],
): Promise<void> {
  try {
    await putApiDocumentation(client, restApiId, propertiesWith(part?.properties, wishes), part?.id)
  } catch (error) {
    const refused =
      error instanceof Error && /^(BadRequest|LimitExceeded|RequestEntityTooLarge)(Exception)?$/.test(error.name)
    if (!refused || wishes.length === 1) throw error
    await putFitting(client, restApiId, part, wishes.slice(0, Math.ceil(wishes.length / 2)))
  }
}

/** What the function's versions hold goes with the function, so their wishes are kept beside ours. */
async function withFunctions(
  { context }: Run,
  { function: fn }: Observed,
  recorded: RecordedWish[],
  endpointName: string,
): Promise<RecordedWish[]> {
  if (!belongsTo(fn?.tags, endpointName)) return recorded
  const versions = (await readHistory(context, endpointName)).filter(
    ({ version, publishedAt }) => !isWishVersion(version) && !recorded.some(({ at }) => at === publishedAt),
  )
  return withOlder(
    recorded,
    versions.flatMap(({ publishedAt, publishedBy, spec }) =>
      spec ? [{ at: publishedAt, by: publishedBy, definition: '', spec }] : [],
    ),
  )
}
