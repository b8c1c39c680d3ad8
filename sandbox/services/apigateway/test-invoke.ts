/** https://docs.aws.amazon.com/apigateway/latest/api/API_TestInvokeMethod.html */
import { testInvoke } from '../../data-plane/test-invoke'
import type { Operation } from '../../kernel/types'
import { badRequest } from './errors'
import { methodOf } from './find'
import { stringMap, text } from './input'

export const testInvokeOperations: Record<string, Operation> = {
  TestInvokeMethod: async (input, call) => {
    const { api, resource, method } = methodOf(input, call)
    if (!method.methodIntegration) throw badRequest('No integration defined for method')
    const multi = (input.multiValueHeaders ?? {}) as Record<string, string[]>
    return testInvoke(call, {
      api,
      resource,
      method,
      pathWithQueryString: text(input.pathWithQueryString),
      body: text(input.body),
      headers: stringMap(input.headers),
      multiValueHeaders: multi,
      stageVariables: stringMap(input.stageVariables),
    })
  },
}
