/** Reads a wiring that somebody else made, resource by resource. */
import {
  type APIGatewayClient,
  GetDeploymentCommand,
  GetStageCommand,
  paginateGetResources,
  type Resource,
  type Stage,
} from '@aws-sdk/client-api-gateway'
import { type FunctionConfiguration, GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { orAbsent } from '../absent'

/** Lists every resource of an API with its methods, 500 a call. Throws NotFoundException if the API is gone. */
export async function readResources(client: APIGatewayClient, restApiId: string): Promise<Resource[]> {
  const resources: Resource[] = []
  for await (const page of paginateGetResources({ client, pageSize: 500 }, { restApiId, embed: ['methods'] })) {
    resources.push(...(page.items ?? []))
  }
  return resources
}

/** Reads one stage as AWS gives it. Undefined if it is gone. */
export const readStage = (client: APIGatewayClient, restApiId: string, stageName: string): Promise<Stage | undefined> =>
  orAbsent(client.send(new GetStageCommand({ restApiId, stageName })))

/** The methods that a deployment serves: `/predict ANY`. */
export async function readDeployedMethods(
  client: APIGatewayClient,
  restApiId: string,
  deploymentId: string,
): Promise<string[]> {
  const response = await orAbsent(
    client.send(new GetDeploymentCommand({ restApiId, deploymentId, embed: ['apisummary'] })),
  )
  return Object.entries(response?.apiSummary ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${path} ${method}`),
  )
}

/** @param functionArn with its qualifier, if it has one */
export const readFunction = (lambda: LambdaClient, functionArn: string): Promise<FunctionConfiguration | undefined> =>
  orAbsent(lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionArn })))
