/**
 * Parts of an API that an import makes, and that have operations of their own too: request validators and gateway
 * responses. Each write answers undefined if the endpoint lacks the operation; AWS has all of them.
 */
import {
  type APIGatewayClient,
  CreateRequestValidatorCommand,
  GetRequestValidatorsCommand,
  PutGatewayResponseCommand,
  type PutGatewayResponseCommandInput,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway'
import { isBrokenPage, orLacking } from '../or-lacking'

/** moto's server answers 500 and a page where it lacks an operation. What is left out for it is named, and is a difference. */
async function orBroken<T>(response: Promise<T>): Promise<T | undefined> {
  try {
    return await orLacking(response)
  } catch (error) {
    if (isBrokenPage(error)) return undefined
    throw error
  }
}

/** Reads the ids of the API's validators, by name. */
export async function listValidatorIds(client: APIGatewayClient, restApiId: string): Promise<Record<string, string>> {
  const { items = [] } = await client.send(new GetRequestValidatorsCommand({ restApiId, limit: 500 }))
  return Object.fromEntries(items.map(({ name = '', id = '' }) => [name, id]))
}

/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRequestValidator.html
 * @returns its id
 */
export async function createValidator(
  client: APIGatewayClient,
  restApiId: string,
  validator: { name: string; validateRequestBody: boolean; validateRequestParameters: boolean },
): Promise<string | undefined> {
  return (await orBroken(client.send(new CreateRequestValidatorCommand({ restApiId, ...validator }))))?.id
}

/** https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateMethod-Patch */
export async function setValidator(
  client: APIGatewayClient,
  method: { restApiId: string; resourceId: string; httpMethod: string },
  validatorId: string,
): Promise<boolean> {
  const patchOperations = [{ op: 'replace' as const, path: '/requestValidatorId', value: validatorId }]
  return (await orBroken(client.send(new UpdateMethodCommand({ ...method, patchOperations })))) !== undefined
}

/**
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutGatewayResponse.html
 * @param headers as a mapping has them: `'*'` in its quotes
 */
export async function putGatewayResponse(
  client: APIGatewayClient,
  restApiId: string,
  {
    type: responseType,
    headers,
    body,
  }: {
    type: NonNullable<PutGatewayResponseCommandInput['responseType']>
    headers: Record<string, string>
    body?: { statusCode?: string; template: string }
  },
): Promise<boolean> {
  const responseParameters = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
  )
  const own = body && { statusCode: body.statusCode, responseTemplates: { 'application/json': body.template } }
  const put = client.send(new PutGatewayResponseCommand({ restApiId, responseType, responseParameters, ...own }))
  return (await orBroken(put)) !== undefined
}
