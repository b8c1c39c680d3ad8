/** A Lambda authorizer as one line of text, to be compared. Pure. */

/** What an authorizer says of its function, all that decides how it is called. */
interface FunctionAuthorizer {
  name: string
  type: string
  uri: string
  identitySource: string
  /** A token that does not match it is refused without a call of the function. */
  expression: string
  ttlSeconds: number
  /** The role as which the gateway calls the function; the function's own policy decides if there is none. */
  credentials?: string
}

/** `keys TOKEN arn:aws:apigateway:… method.request.header.Authorization ^Bearer … 60 s`. */
export const functionAuthorizerText = (one: FunctionAuthorizer): string =>
  [
    ...[one.name, one.type, one.uri, one.identitySource, one.expression, `${one.ttlSeconds} s`],
    one.credentials ? `as ${one.credentials}` : '',
  ]
    .filter(Boolean)
    .join(' ')
