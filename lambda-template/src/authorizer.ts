/**
 * Reads the API key of a call and passes it on to API Gateway, which judges it at each call: whether it is a key of the usage plan,
 * is enabled, and within its limits. No key is known here, none is kept, and nothing is logged.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
export interface AuthorizerEvent {
  type: 'TOKEN' | 'REQUEST'
  /** `arn:aws:execute-api:eu-west-1:123456789012:abc123/prod/POST/chat/completions`. */
  methodArn: string
  /** The value of the header, if the authorizer is of type TOKEN. */
  authorizationToken?: string
  /** By names as the caller wrote them, if it is of type REQUEST. */
  headers?: Record<string, string | undefined> | null
}

/**
 * The characters of a bearer token (RFC 6750), 20 to 128 of them, as many as the value of an API key has. Any other form is no key, so
 * the gateway is not given it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
const keyForm = /^[A-Za-z0-9._~+/=-]{20,128}$/

/** RFC 9110 says that the scheme has no case. */
const bearer = /^bearer +(\S+)$/i

/** Returns the key, or undefined if the header is not there or has another form. */
function keyIn(event: AuthorizerEvent): string | undefined {
  const key = sentKey(event)
  return key !== undefined && keyForm.test(key) ? key : undefined
}

function sentKey({ type, authorizationToken, headers }: AuthorizerEvent): string | undefined {
  if (type === 'TOKEN') return bearer.exec(authorizationToken ?? '')?.[1]
  const sent = (name: string) =>
    Object.entries(headers ?? {}).find(([header, value]) => value && header.toLowerCase() === name)?.[1]
  // A client of OpenAI always sends Authorization, so who sends the other header as well means that one.
  return sent('x-api-key') ?? bearer.exec(sent('authorization') ?? '')?.[1]
}

/**
 * Allows the methods of this stage alone: an answer is kept for a key, and then holds for each method of the API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export const handler = async (event: AuthorizerEvent) => {
  const key = keyIn(event)
  // API Gateway makes a 401 of this one word, and a 500 of every other error.
  if (key === undefined) throw new Error('Unauthorized')
  const [api = '', stage = ''] = event.methodArn.split('/')
  return {
    principalId: 'caller',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
    },
    usageIdentifierKey: key,
  }
}
