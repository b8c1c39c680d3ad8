/** A method and what hangs on it, as they are answered. */
import type { Integration, IntegrationResponse, Method } from '../state'

/** An empty template is answered as null. */
export const integrationResponseView = (response: IntegrationResponse): object => ({
  ...response,
  ...(response.responseTemplates
    ? {
        responseTemplates: Object.fromEntries(
          Object.entries(response.responseTemplates).map(([type, template]) => [
            type,
            template === '' ? null : template,
          ]),
        ),
      }
    : {}),
})

export const integrationView = (integration: Integration): object => ({
  ...integration,
  ...(integration.integrationResponses
    ? {
        integrationResponses: Object.fromEntries(
          Object.entries(integration.integrationResponses).map(([status, one]) => [
            status,
            integrationResponseView(one),
          ]),
        ),
      }
    : {}),
})

export const methodView = (method: Method): object => ({
  ...method,
  ...(method.methodIntegration ? { methodIntegration: integrationView(method.methodIntegration) } : {}),
})
