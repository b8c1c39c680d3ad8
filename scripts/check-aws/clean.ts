/** Removes the throw-away wiring by its names, so that it also finds what was made by a call whose response was lost. */
import { listApiKeys, removeApiKey } from '../../lib/aws/apigateway/api-key'
import { listRestApis, removeRestApi } from '../../lib/aws/apigateway/rest-api'
import { listUsagePlans, removeUsagePlan, updateUsagePlan } from '../../lib/aws/apigateway/usage-plan'
import { removeRole } from '../../lib/aws/iam/role'
import { removeFunction } from '../../lib/aws/lambda/function'
import { endpointTag } from '../../lib/spec/names'
import { namesIn, type Place } from './place'

export interface Cleaned {
  removed: string[]
  /** What is still there, with the reason. */
  left: string[]
}

/** Goes on after an error, so that one resource that stays keeps no other. */
export async function clean(place: Place): Promise<Cleaned> {
  const { clients, endpointName } = place
  const { roleName, functionName, apiName } = namesIn(place)
  const { apiGateway } = clients.once
  const removals: [string, () => Promise<boolean>][] = [
    [
      `Usage plan ${functionName}`,
      async () =>
        any(
          (await listUsagePlans(clients.apiGateway))
            .filter(({ name, tags }) => name === functionName && tags[endpointTag] === endpointName)
            .map(async ({ id, stages }) => {
              // It is not deleted while it has a stage.
              if (stages.length > 0) await updateUsagePlan(apiGateway, id, { removeStages: stages })
              return removeUsagePlan(apiGateway, id)
            }),
        ),
    ],
    [
      `API key ${functionName}`,
      async () =>
        any(
          (await listApiKeys(clients.apiGateway))
            .filter(({ name, tags }) => name === functionName && tags[endpointTag] === endpointName)
            .map(({ id }) => removeApiKey(apiGateway, id)),
        ),
    ],
    [
      `REST API ${apiName}`,
      async () =>
        any(
          (await listRestApis(clients.apiGateway))
            .filter(({ name, tags }) => name === apiName && tags[endpointTag] === endpointName)
            .map(({ id }) => removeRestApi(apiGateway, id)),
        ),
    ],
    [`Lambda function ${functionName}`, () => removeFunction(clients.once.lambda, functionName)],
    [`IAM role ${roleName}`, () => removeRole(clients.once.iam, roleName)],
  ]
  const cleaned: Cleaned = { removed: [], left: [] }
  for (const [what, remove] of removals) {
    try {
      if (await again(place, remove)) cleaned.removed.push(what)
    } catch (error) {
      cleaned.left.push(`${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`)
    }
  }
  return cleaned
}

const any = async (removals: Promise<boolean>[]): Promise<boolean> => (await Promise.all(removals)).some(Boolean)

/** DeleteRestApi is allowed once per 30 s, changes of usage plans once per 20 s: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
async function again({ wait }: Place, remove: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return await remove()
    } catch (error) {
      const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } }
      const passes = /TooManyRequests|Throttl|Timeout/.test(name) || ($metadata?.httpStatusCode ?? 0) >= 500
      if (!passes || tries === 8) throw error
      await wait(tries * 5_000)
    }
  }
}
