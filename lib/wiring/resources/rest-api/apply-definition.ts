/** The definition of the REST API: put in one overwrite, then read back until it is what the spec says. */

import {
  documentationOf,
  listDocumentation,
  type ObservedPart,
  partsOfPaths,
} from '../../../aws/apigateway/documentation'
import {
  makeRegional,
  observeRestApi,
  overwriteRestApi,
  putResourcePolicy,
  updateModelSchema,
} from '../../../aws/apigateway/rest-api'
import { readApiFields } from '../../../aws/apigateway/rest-api-fields'
import { tagApiResource } from '../../../aws/apigateway/tags'
import { policyMeaning } from '../../../aws/iam/policy'
import { isBrokenPage } from '../../../aws/or-lacking'
import type { ObservedApi } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { belongsTo, restApiArn } from '../../../spec/names'
import { mockAddress, openApiOf } from '../../openapi/document'
import { differenceInWords } from '../../plan/read-back-words'
import type { StepHandle } from '../../run/progress'
import type { Run } from '../../run/run'
import type { Desired } from '../../state/desired'
import type { FullApi } from '../../state/observed'
import { copyOf, keepsCopy, propertiesWithCopy } from '../../state/recorded-specs'
import { available } from './apply-available'
import { completeImport } from './apply-import'
import { definitionChanges, isDeployed } from './plan'

/**
 * The overwrite is idempotent and not atomic, so what came of it is read back before anything is deployed. Where only
 * the unpublished definition was changed by hand the stage still serves ours, and no deployment is made.
 */
export async function putDefinition(run: Run, desired: Desired, api: FullApi): Promise<void> {
  const { apiGateway } = run.context.clients
  await run.progress.step('definition', async (step) => {
    const stage = api.stages.find((one) => one.name === desired.stage.name)
    if (isDeployed(desired, stage) && definitionChanges(desired, api.fields).length === 0) {
      return step.skip('Up to date')
    }
    await step.write(() => overwriteWithDocumentation(run, desired, api.id))
    await completeModel(run, desired, step, api.id)
    const after = await available(run, step, api.id)
    // No documentation says whether an overwrite keeps tags, and an API without them has no owner.
    if (!belongsTo(after.tags, desired.endpointName)) {
      const tags = { ...api.tags, ...desired.tags, ...(run.lock.holds(api.id) ? run.lock.tags : {}) }
      await step.write(() => tagApiResource(apiGateway, restApiArn(desired.target, api.id), tags))
    }
    // Nor whether it takes away a resource policy that it does not name.
    const policy = desired.api.definition.policy
    if (policyMeaning(after.policy) !== policyMeaning(policy)) {
      await step.write(() => putResourcePolicy(apiGateway, api.id, policy))
    }
    // The document has no words for it.
    if (after.endpointType !== 'REGIONAL') {
      await step.write(() => makeRegional(apiGateway, api.id, after.endpointType))
      await available(run, step, api.id)
    }
    await readBack(run, desired, step, after)
    step.say(run.lacking?.length ? `Read back, without ${run.lacking.join(', ')}` : 'Read back and verified')
  })
}

/**
 * An overwrite takes away what is written about the API, ours and other people's, unless the document has it. The AWS
 * documentation does not say if a document can describe a path that it does not have, so after a refusal those parts go.
 * After an answer that is none of AWS's the MOCK integrations get an address, without which moto breaks on the import.
 */
async function overwriteWithDocumentation(run: Run, desired: Desired, restApiId: string): Promise<void> {
  const { apiGateway } = run.context.clients
  const isNew = restApiId === run.madeApi
  const parts = isNew ? firstParts(run, desired) : await listDocumentation(apiGateway, restApiId)
  const kept = isNew ? [] : partsOfPaths(parts, [desired.api.definition.path])
  const put = (some: typeof parts, openApi = desired.api.openApi) =>
    overwriteRestApi(apiGateway, restApiId, { ...openApi, ...documentationOf(some) })
  try {
    await put(parts)
    run.hasCopy = isNew && parts.length > 0
  } catch (error) {
    if (isBrokenPage(error)) return put(parts, openApiOf(desired.api.definition, mockAddress))
    const refused = error instanceof Error && error.name === 'BadRequestException'
    if (!refused || kept.length === parts.length) throw error
    await put(kept)
  }
}

/** A new API is born with the copy of its function's spec (keep-copy.ts), which else costs two calls more. */
const firstParts = (run: Run, desired: Desired): ObservedPart[] =>
  keepsCopy(desired)
    ? [{ id: '', location: { type: 'API' }, properties: propertiesWithCopy(undefined, copyOf(desired, run.context)) }]
    : []

/**
 * An import leaves `minItems` and `maxItems` out of what is validated, and makes an array of each schema that has `items`
 * (`json-rows.ts`). An update of the model puts in what was meant.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
async function completeModel(run: Run, desired: Desired, step: StepHandle, restApiId: string): Promise<void> {
  const { model, request } = desired.api.definition
  if (!model || !request.validateBody) return
  await step.write(() => updateModelSchema(run.context.clients.apiGateway, restApiId, model))
}

/** What an endpoint cannot keep is left out and named; API Gateway itself keeps all of it. */
async function readBack(run: Run, desired: Desired, step: StepHandle, api: ObservedApi): Promise<void> {
  let read = await differenceFrom(run, desired, api, true)
  const waited = async () => {
    const same = async () => {
      if (read.differing.length > 0) read = await differenceFrom(run, desired, api)
      return read.differing.length === 0 ? true : undefined
    }
    return step.until(same, { detail: 'Reading back what API Gateway made of it', limitMs: 20_000 })
  }
  if (await waited()) return
  const lacking = await completeImport(run, desired, step, api.id, read)
  run.lacking = [...(run.lacking ?? []), ...lacking]
  read = await differenceFrom(run, desired, api)
  if (await waited()) return
  throw new Refusal({
    code: 'read-back',
    message: 'API Gateway did not take the whole definition.',
    cause: differenceInWords(read.differing),
    remedy:
      'Nothing was published. Deploy again; if it repeats, someone else might be changing this API, or the endpoint in AWS_ENDPOINT_URL does not keep these parts.',
  })
}

/**
 * Reads what the API is now, and in what it differs, apart from what this endpoint cannot keep.
 * @param fresh the API itself was read a moment ago
 */
export async function differenceFrom(run: Run, desired: Desired, api: ObservedApi, fresh = false) {
  const { apiGateway } = run.context.clients
  const now = fresh ? api : ((await observeRestApi(apiGateway, api.id)) ?? api)
  const read = await readApiFields(apiGateway, now)
  const differing = definitionChanges(desired, read.fields).filter(({ field }) => !run.lacking?.includes(field))
  return { ...read, differing }
}
