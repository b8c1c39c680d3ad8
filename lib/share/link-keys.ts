/**
 * The API keys of share links. Each link of a URL that requires keys has one of its own, in a usage plan for its daily
 * cap: a page that anybody can open carries it to their browser, so it is no secret, and the cap is what it can cost.
 */
import { createApiKey, removeApiKey } from '../aws/apigateway/api-key'
import { createUsagePlan, putKeyInPlan, readUsage, updateUsagePlan } from '../aws/apigateway/usage-plan'
import type { AwsClients } from '../aws/client/create-clients'
import type { ObservedApiKey, PlanFacts } from '../aws/types'
import { isExpected } from '../errors'
import type { KeyAccess } from '../spec/api-parts/access'
import { chosenAmong } from '../spec/api-parts/chosen-tags'
import {
  deployedByTag,
  endpointTag,
  keyTag,
  managedTag,
  namesOf,
  personToTag,
  shareCapTag,
  shareLinkTag,
} from '../spec/names'
import { plainStatus } from '../spec/route-parts/openai'
import type { WiringTarget } from '../spec/spec'
import { unled } from '../wiring/prove/probe'
import { findAllPlans, findApiKeys } from '../wiring/read/find-keys'
import { isLinkKey, isSharePlan } from '../wiring/resources/keys/plan'
import type { Clock } from '../wiring/run/clock'

export interface KeyPlace {
  clients: AwsClients
  target: WiringTarget
  endpointName: string
  restApiId: string
  stage: string
}

/** Puts it in its plan; where that fails nothing of it stays. */
export async function makeLinkKey(
  place: KeyPlace,
  { access, dailyCap, linkId, person }: { access: KeyAccess; dailyCap: number; linkId: string; person: string },
): Promise<{ id: string; value: string }> {
  const { apiGateway } = place.clients.once
  const plans = await findAllPlans(place.clients, place.endpointName)
  const chosen = Object.assign({}, ...plans.map(({ tags }) => chosenAmong(tags)))
  const planId = await ensureSharePlan(place, access, dailyCap, { plans, chosen })
  const key = await createApiKey(
    apiGateway,
    {
      name: `${namesOf(place.endpointName, place.target).usagePlanName}-share-${linkId}`,
      description: `Key of a share link of SageMaker endpoint ${place.endpointName}, made by Portico; for browsers, no secret`,
    },
    {
      ...chosen,
      [managedTag]: 'true',
      [endpointTag]: place.endpointName,
      [keyTag]: 'share',
      [shareLinkTag]: linkId,
      [deployedByTag]: personToTag(person),
    },
  )
  try {
    await putKeyInPlan(apiGateway, planId, key.id)
  } catch (error) {
    await removeApiKey(apiGateway, key.id)
    throw error
  }
  return key
}

/** One for each cap of the API. Its keys are as fast as a caller's; of two made at once both serve. */
async function ensureSharePlan(
  place: KeyPlace,
  access: KeyAccess,
  dailyCap: number,
  { plans, chosen }: { plans: PlanFacts[]; chosen: Record<string, string> },
): Promise<string> {
  const { clients, target, endpointName, restApiId, stage } = place
  const cap = String(dailyCap)
  const known = plans.find(({ tags }) => tags[shareCapTag] === cap)
  if (!known) {
    return createUsagePlan(
      clients.once.apiGateway,
      {
        name: `${namesOf(endpointName, target).usagePlanName}-share-${cap}`,
        description: `Share links of SageMaker endpoint ${endpointName} with ${cap} requests a day, made by Portico`,
        restApiId,
        stage,
        rateLimit: access.rateLimit,
        burstLimit: access.burstLimit,
        quotaPerDay: dailyCap,
      },
      { ...chosen, [managedTag]: 'true', [endpointTag]: endpointName, [shareCapTag]: cap },
    )
  }
  if (!known.stages.includes(`${restApiId}:${stage}`)) {
    await updateUsagePlan(clients.once.apiGateway, known.id, { addStages: [`${restApiId}:${stage}`] })
  }
  return known.id
}

/** What each link's key made today, by the key's id; undefined where usage cannot be read. */
export async function readLinkUsage(
  { clients, endpointName }: Pick<KeyPlace, 'clients' | 'endpointName'>,
  now: Date,
): Promise<Record<string, number> | undefined> {
  const plans = (await findAllPlans(clients, endpointName)).filter(isSharePlan)
  const day = now.toISOString().slice(0, 10)
  try {
    const used = await Promise.all(plans.map(({ id }) => readUsage(clients.apiGateway, id, day)))
    return Object.assign({}, ...used)
  } catch (error) {
    if (!isExpected(error)) throw error
    return undefined
  }
}

/** A link's key is there some seconds before its link is. */
const youngMs = 10 * 60_000

/** Keys that no live link has: the link ended, or whoever made it was stopped in between. */
export const strayKeys = (keys: ObservedApiKey[], live: Set<string>, now: number): ObservedApiKey[] =>
  keys.filter((key) => isLinkKey(key) && !live.has(key.tags[shareLinkTag] ?? '') && now - key.createdAt > youngMs)

export const findLinkKeys = async (clients: AwsClients, endpointName: string): Promise<ObservedApiKey[]> =>
  (await findApiKeys(clients, endpointName)).filter(isLinkKey)

/** All that the gateway says of a key that it does not take. */
const keyRefused = /^\s*\{\s*"message"\s*:\s*"Forbidden"\s*\}\s*$/

async function isKeyRefused(response: Response): Promise<boolean> {
  if (response.status !== 403 && response.status !== 401) return false
  const text = await response.text()
  return response.status === 403 ? keyRefused.test(text) : plainStatus(401, text) === 403
}

/** How long whoever makes a link waits for its key. */
const patienceMs = 20_000

/**
 * A key opens nothing for its first seconds in a plan, and only the URL knows when it does. Any other answer than the
 * gateway's refusal of a key means that it was taken.
 * @returns false where it was not in time
 */
export async function untilOpen(
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
  { url, method, headers }: { url: string; method: string; headers: Record<string, string> },
  onResponse: (response: Response) => void,
): Promise<boolean> {
  const until = clock.now() + patienceMs
  for (;;) {
    const request = { method, headers, ...unled, signal: AbortSignal.timeout(10_000) }
    const response = await fetch(url, request).catch(() => undefined)
    if (response) onResponse(response)
    if (response && !(await isKeyRefused(response))) return true
    if (clock.now() >= until) return false
    await clock.wait(1_000)
  }
}
