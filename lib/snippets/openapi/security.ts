/** The access mode as security schemes. Pure. https://spec.openapis.org/oas/v3.1.0#security-scheme-object */
import type { CallerNeeds } from '../../spec/api-parts/access'

interface Security {
  schemes: Record<string, object>
  /** One of them must hold. */
  security: Record<string, string[]>[]
}

const apiKey = { type: 'apiKey', name: 'x-api-key', in: 'header' }
const bearer = { type: 'http', scheme: 'bearer', description: 'The API key as a bearer token' }

/** Returns the schemes by name and which of them a call needs; none for a URL that is open. */
export function securityOf({ kind, header, scoped }: CallerNeeds): Security {
  if (kind === 'open') return { schemes: {}, security: [] }
  if (kind === 'iam') {
    // OpenAPI has no scheme for signatures; this is how API Gateway itself writes it:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
    const scheme = {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      description: 'AWS Signature Version 4 for the service execute-api',
      'x-amazon-apigateway-authtype': 'awsSigv4',
    }
    return { schemes: { sigv4: scheme }, security: [{ sigv4: [] }] }
  }
  if (kind === 'cognito') {
    const description = scoped ? 'An access token of the user pool' : 'An identity token of the user pool'
    return {
      schemes: { token: { type: 'apiKey', name: 'Authorization', in: 'header', description } },
      security: [{ token: [] }],
    }
  }
  if (header === 'authorization') return { schemes: { bearer }, security: [{ bearer: [] }] }
  if (header === 'both') return { schemes: { bearer, apiKey }, security: [{ bearer: [] }, { apiKey: [] }] }
  return { schemes: { apiKey }, security: [{ apiKey: [] }] }
}
