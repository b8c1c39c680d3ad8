/** What only a real account settles: each question is one call, and Portico is built for every answer that `covers`. */
import {
  GetApiKeysCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  PutRestApiCommand,
  TestInvokeMethodCommand,
  UpdateDocumentationPartCommand,
} from '@aws-sdk/client-api-gateway'
import { transferModeOf } from '../../lib/aws/apigateway/rest-api-fields'
import { putWords } from '../../lib/aws/apigateway/rest-api-policy'
import { readResources } from '../../lib/aws/apigateway/walk'
import { samePolicy } from '../../lib/aws/iam/policy'
import { managedTag } from '../../lib/spec/names'
import { resourcePolicyOf } from '../../lib/wiring/openapi/allow-list'
import { allowedIps, documentOf, gonePath, namesIn, path, streamedPath } from './place'
import type { Question } from './question'
import { readBackQuestions } from './read-back'

const testWith = (verb: string): Question['check'] => {
  return async ({ clients }, { restApiId }) => {
    const resource = (await readResources(clients.apiGateway, restApiId)).find((one) => one.path === path)
    const { status = 0, body = '' } = await clients.apiGateway.send(
      new TestInvokeMethodCommand({
        restApiId,
        resourceId: resource?.id,
        httpMethod: verb,
        pathWithQueryString: `${path}?data=1`,
      }),
    )
    const reported = body.match(/"verb":"([A-Z]+)"/)?.[1]
    return {
      response: reported
        ? `${status}; the function receives httpMethod ${reported}`
        : `${status}: ${body.slice(0, 200) || 'no body'}`,
      covered: status === 200 && (reported === verb || reported === 'GET' || reported === 'ANY'),
    }
  }
}

/** The length to which the product allows its record to grow. */
const longPart = JSON.stringify({ description: 'A check of AWS', 'x-portico': 'x'.repeat(256_000) })

export const questions: Question[] = [
  {
    text: 'Does TestInvokeMethod take GET where the resource has only ANY?',
    call: 'TestInvokeMethod GET',
    check: testWith('GET'),
    refusals: /^NotFoundException$/,
  },
  {
    text: 'Does TestInvokeMethod take ANY, and which verb does the function receive?',
    call: 'TestInvokeMethod ANY',
    check: testWith('ANY'),
  },
  {
    text: 'Do the items of GetApiKeys carry tags?',
    call: 'GetApiKeys',
    async check(place) {
      const nameQuery = namesIn(place).functionName
      const { items = [] } = await place.clients.apiGateway.send(
        new GetApiKeysCommand({ nameQuery, includeValues: false }),
      )
      const [key] = items
      if (!key) return { response: 'The key is not in the list', covered: false }
      if (key.tags?.[managedTag]) return { response: 'Yes', covered: true }
      const described = key.description?.includes('made by Portico') ?? false
      return {
        response: `No: tags are ${JSON.stringify(key.tags)}; the description is ${described ? 'there' : 'not there'}`,
        covered: key.tags === undefined && described,
      }
    },
  },
  {
    text: 'Does a documentation part take 256,000 characters?',
    call: 'UpdateDocumentationPart',
    async check({ clients }, { restApiId, partId }) {
      const { properties = '' } = await clients.apiGateway.send(
        new UpdateDocumentationPartCommand({
          restApiId,
          documentationPartId: partId,
          patchOperations: [{ op: 'replace', path: '/properties', value: longPart }],
        }),
      )
      return {
        response: properties === longPart ? 'Yes, unchanged' : `Yes, as ${properties.length} characters`,
        covered: properties.length === longPart.length,
      }
    },
    refusals: /^(BadRequest|LimitExceeded|RequestEntityTooLarge)(Exception)?$/,
  },
  {
    text: 'Does an import take documentation of a path that the document does not have?',
    call: 'PutRestApi overwrite',
    async check(place, { restApiId }) {
      const documentationParts = [
        { location: { type: 'RESOURCE', path: gonePath }, properties: { description: 'A path that is gone' } },
      ]
      const document = { ...documentOf(place), 'x-amazon-apigateway-documentation': { documentationParts } }
      const { warnings = [] } = await place.clients.apiGateway.send(
        new PutRestApiCommand({
          restApiId,
          mode: 'overwrite',
          body: new TextEncoder().encode(JSON.stringify(document)),
        }),
      )
      return { response: warnings.length > 0 ? `Yes, and warns: ${warnings.join('; ')}` : 'Yes', covered: true }
    },
    refusals: /^BadRequestException$/,
  },
  {
    text: 'In which form is a resource policy read back?',
    call: 'GetRestApi',
    async check({ clients }, { restApiId }) {
      const { policy = '' } = await clients.apiGateway.send(new GetRestApiCommand({ restApiId }))
      return {
        response: policy || 'There is none',
        covered: samePolicy(putWords(policy, restApiId), resourcePolicyOf({ kind: 'open' }, allowedIps)),
      }
    },
  },
  {
    text: 'In which form is a streaming integration read back?',
    call: 'GetResources with methods',
    async check({ clients }, { restApiId }) {
      const { items = [] } = await clients.apiGateway.send(
        new GetResourcesCommand({ restApiId, limit: 500, embed: ['methods'] }),
      )
      const methods = items.find((one) => one.path === streamedPath)?.resourceMethods ?? {}
      const integration = Object.entries(methods).find(([verb]) => verb !== 'OPTIONS')?.[1].methodIntegration
      return {
        response: `responseTransferMode ${integration?.responseTransferMode ?? 'absent'}, uri …/${integration?.uri?.split('/').at(-1)}`,
        covered: transferModeOf(integration) === 'STREAM',
      }
    },
  },
  ...readBackQuestions,
]
