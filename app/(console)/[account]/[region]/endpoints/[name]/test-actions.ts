'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { wiringContext } from '@/lib/auth/wiring-context'
import { endpointName } from '@/lib/endpoints/schemas'
import { fail, ok } from '@/lib/result'
import { testEndpoint, testFunction, testMethod } from '@/lib/trace/hops'
import { readSpecInPlace, readWiring } from '@/lib/wiring/current'
import { isStreaming } from '@/lib/wiring/spec'

/** InvokeEndpoint takes 6,291,456 bytes; a form's test is far smaller. */
const body = z.string().max(5_000_000, 'At most 5 MB here')
const mediaType = z.string().regex(/^[\w.+-]+\/[\w.+*-]+(;.*)?$/, 'A media type, like text/csv')

/** Costs one invocation of the model, so it takes a deployer. */
export const testEndpointAction = action(
  {
    name: 'test.endpoint',
    role: 'deployer',
    input: z.object({ endpointName, contentType: mediaType, accept: mediaType.or(z.literal('')).default(''), body }),
  },
  async (context, input) => {
    // Of an endpoint with many models the deployed target says which is meant.
    const spec = await readSpecInPlace(wiringContext(context), input.endpointName)
    return ok(await testEndpoint(context.clients, { ...input, target: spec?.target }))
  },
)

const notWired = (name: string) =>
  fail({
    code: 'not-deployed',
    message: `${name} has no public URL, so there is no function and no method to test.`,
    remedy: 'Deploy it, or test the endpoint itself.',
  })

/** Invoke of the alias that the API calls, with an event that the person may edit. */
export const testFunctionAction = action(
  {
    name: 'test.function',
    role: 'deployer',
    input: z.object({
      endpointName,
      event: z
        .string()
        .max(5_000_000)
        .refine(isJsonObject, 'The event is no JSON object: correct it, nothing was sent'),
    }),
  },
  async (context, { endpointName, event }) => {
    const wiring = await readWiring(wiringContext(context), endpointName)
    if (!wiring.functionName) return notWired(endpointName)
    return ok(await testFunction(context.clients, wiring.functionName, 'live', event))
  },
)

/** TestInvokeMethod on this endpoint's own resource; id, path and method come from AWS, not from the browser. */
export const testMethodAction = action(
  {
    name: 'test.method',
    role: 'deployer',
    input: z.object({ endpointName, httpMethod: z.enum(['GET', 'POST']), query: z.string().max(10_000), body }),
  },
  async (context, { endpointName, httpMethod, query, body }) => {
    const wiring = await readWiring(wiringContext(context), endpointName)
    if (!wiring.restApiId || !wiring.resourceId || !wiring.resourcePath) return notWired(endpointName)
    const pathWithQueryString = `/${wiring.resourcePath}${query ? `?${query}` : ''}`
    const { restApiId, resourceId } = wiring
    const stageVariables = wiring.spec && isStreaming(wiring.spec) ? { transferMode: 'STREAM' } : undefined
    const test = { restApiId, resourceId, httpMethod, pathWithQueryString, body, stageVariables }
    return ok(await testMethod(context.clients, test))
  },
)

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
