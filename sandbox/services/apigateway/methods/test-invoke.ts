/** https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html */
import type { Call, Operation } from '../../../kernel/types'
import { badRequest, notFound } from '../errors'
import { methodFor, resourceOf } from '../find'
import { stringMap, text } from '../input'
import type { Method, Resource, RestApi } from '../state'
import { undocumentedOf } from '../undocumented'

export interface TestInvocation {
  api: RestApi
  resource: Resource
  method: Method
  /** The verb to test, which an ANY method serves too. */
  httpMethod: string
  pathWithQueryString?: string
  body?: string
  headers?: Record<string, string>
  multiValueHeaders?: Record<string, string[]>
  stageVariables?: Record<string, string>
}

/** Runs a method of the API as it is now, as the data plane runs a deployed one. */
export type TestInvoke = (call: Call, test: TestInvocation) => Promise<object>

export const testInvokeOperations = (testInvoke: TestInvoke): Record<string, Operation> => ({
  TestInvokeMethod: async (input, call) => {
    const { api, resource } = resourceOf(input, call)
    // A verb that an ANY method serves can be tested by its own name.
    const { testsAnyByVerb } = undocumentedOf(call)
    const method = testsAnyByVerb
      ? methodFor(resource, input.http_method)
      : resource.resourceMethods[String(input.http_method)]
    if (!method) throw notFound('Invalid Method identifier specified')
    if (!method.methodIntegration) throw badRequest('No integration defined for method')
    const multi = (input.multiValueHeaders ?? {}) as Record<string, string[]>
    return testInvoke(call, {
      api,
      resource,
      method,
      httpMethod: input.http_method === 'ANY' && testsAnyByVerb ? 'GET' : input.http_method,
      pathWithQueryString: text(input.pathWithQueryString),
      body: text(input.body),
      headers: stringMap(input.headers),
      multiValueHeaders: multi,
      stageVariables: stringMap(input.stageVariables),
    })
  },
})
