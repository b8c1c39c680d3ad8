/**
 * What the gateway itself says to browsers: the answer to OPTIONS, and the headers of its own errors.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
import type { ApiDefinition, OwnResponse, PathBelow } from './definition'
import { openAiResponses } from './openai'
import { allowedMethods } from './request'
import { signatureHeaders } from './security'

type Headers = Record<string, string>

const allowOrigin = 'Access-Control-Allow-Origin'
export const markHeader = 'X-Portico-Definition'
export const mockTemplate = '{"statusCode":200}'

/** The console's own origin comes first; `*` stands alone. */
export function originsOf(corsOrigins: string[], consoleOrigin: string): string[] {
  if (corsOrigins.includes('*')) return ['*']
  return [...new Set([consoleOrigin, ...corsOrigins])]
}

export interface Preflight {
  /** Values in the form of mappings: `'*'` in its quotes. */
  headers: Headers
  /** Chooses among several origins; absent where all get the same answer. */
  template?: string
}

/**
 * Every origin gets the first one, which its browser refuses unless it is its own; the template names another of the list
 * to its own pages. Only who has to sign gets a signature's headers, so that what is deployed already stays as it is.
 */
export function preflightOf({ request, security, mark, adopted, origins }: ApiDefinition): Preflight {
  const signed = security.authorizationType === 'AWS_IAM' ? `,${signatureHeaders}` : ''
  const template = choiceOf(origins)
  return {
    headers: {
      'Access-Control-Allow-Headers': `'Content-Type,Accept,X-Api-Key,Authorization${signed}'`,
      'Access-Control-Allow-Methods': `'${adopted ? 'GET,POST,OPTIONS' : allowedMethods(request)}'`,
      [allowOrigin]: `'${origins[0]}'`,
      'Access-Control-Max-Age': "'600'",
      ...(template === undefined ? {} : { Vary: "'Origin'" }),
      ...(mark === undefined ? {} : { [markHeader]: `'${mark}'` }),
    },
    template,
  }
}

/** The same for a path below the URL. */
export function preflightBelow(api: ApiDefinition, below: PathBelow): Preflight {
  const { headers, template } = preflightOf(api)
  return { headers: { ...headers, ...below.preflight }, template }
}

/**
 * A response template can set a header, once. Headers keep the case in which they were sent, and nothing that a caller sent
 * is written into the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
function choiceOf([, ...others]: string[]): string | undefined {
  if (others.length === 0) return undefined
  return [
    '#set($headers = $input.params().header)',
    ...others.flatMap((origin, index) => [
      `${index === 0 ? '#if' : '#elseif'}($headers.get("Origin") == "${origin}" || $headers.get("origin") == "${origin}")`,
      `#set($context.responseOverride.header.${allowOrigin} = "${origin}")`,
    ]),
    '#end',
  ].join('\n')
}

/**
 * Reads the list back from what a preflight answers. Its first origin is that of the console that deployed it, and no choice.
 * @param value of the header, in its quotes
 * @returns undefined if it is none of ours
 */
export function corsOriginsIn(value: string | undefined, template: string | undefined): string[] | undefined {
  const first = value?.match(/^'([^']+)'$/)?.[1]
  if (first === undefined) return undefined
  const named = [...(template ?? '').matchAll(/headers\.get\("Origin"\) == "([^"]*)"/g)]
  const others = named.map(([, origin = '']) => origin)
  if (choiceOf([first, ...others]) !== template) return undefined
  return first === '*' ? ['*'] : others
}

/**
 * The gateway's own errors carry CORS headers only this way; the playground reads why from the exposed ones. Their value is a
 * literal or what the caller sent, and nothing can choose: with several origins each caller's own comes back.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseParameters.html
 * No template chooses either: theirs are not processed by Velocity.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseTemplates.html
 */
function gatewayHeadersOf({ origins }: Pick<ApiDefinition, 'origins'>): Headers {
  const several = origins.length > 1
  return {
    [allowOrigin]: several ? 'method.request.header.Origin' : `'${origins[0]}'`,
    'Access-Control-Expose-Headers': "'x-amzn-ErrorType,x-amzn-RequestId,Retry-After'",
    ...(several ? { Vary: "'Origin'" } : {}),
  }
}

/** A type that has a response of its own takes nothing of its family's, so it carries the headers too. */
export function gatewayResponsesOf(api: Pick<ApiDefinition, 'origins' | 'bodyRefusal' | 'openAi'>): OwnResponse[] {
  const headers = gatewayHeadersOf(api)
  if (api.openAi) return openAiResponses(headers)
  const { bodyRefusal: template } = api
  return [
    { type: 'DEFAULT_4XX', headers },
    { type: 'DEFAULT_5XX', headers },
    ...(template === undefined
      ? []
      : [{ type: 'BAD_REQUEST_BODY' as const, headers, body: { statusCode: '400', template } }]),
  ]
}
