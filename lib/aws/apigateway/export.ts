/** What a stage serves, as AWS describes it for callers. */
import { type APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway'

/**
 * Returns an OpenAPI 3.0 document as JSON text, without API Gateway's own extensions.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 */
export async function exportStage(client: APIGatewayClient, restApiId: string, stageName: string): Promise<string> {
  const { body } = await client.send(
    new GetExportCommand({ restApiId, stageName, exportType: 'oas30', accepts: 'application/json' }),
  )
  return new TextDecoder().decode(body)
}
