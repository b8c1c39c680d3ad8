/** All of an API that is particular to one wiring: what the OpenAPI document is written from. Plain data. */
import type { RequestShape } from '../../model/requests/request-shape'
import type { Security } from '../../spec/api-parts/access'
import type { ApiModel } from './model'
import type { EarlierTemplates } from './templates'

/** What is particular to one wiring; all else of the API is the same for each. */
export interface ApiDefinition {
  name: string
  description: string
  /** With its slash: `/iris`. */
  path: string
  queryParameter: string
  request: RequestRules
  /** The integration's URI: Lambda's invocation path with the alias in it, SageMaker's runtime, or an address. */
  integrationUri: string
  /** What stands behind it; a function unless given. */
  backend?: Backend
  /** What is bytes and no text: such a body reaches the function as base64, unharmed. */
  binaryMediaTypes: string[]
  /** Says whether the gateway gives the answer on while it comes. */
  streaming: boolean
  /** How long the gateway waits for the answer. */
  timeoutMs: number
  /** The query parameter by which callers choose a model, and those that there are. */
  modelChoice?: { parameter: string; models: string[] }
  /** Whose pages can read answers: `*` alone, or the console's own first. */
  origins: string[]
  /** Who can call; the preflight checks nobody. */
  security: Security
  /** The resource policy of the API; absent where anybody can come to the method. */
  policy?: object
  /** Derived from the contract for callers and exports; absent while no feature is described. */
  model?: ApiModel
  /** The body of the gateway's refusal of a JSON body, where it is the one that enforces columns. */
  bodyRefusal?: string
  /** Names this definition in the answer to OPTIONS, if no function can say which one is served. */
  mark?: string
  /** The paths below the URL are OpenAI's, and so are the gateway's refusals. */
  openAi?: true
  /** The path `/mcp` below the URL takes messages of the Model Context Protocol. */
  mcp?: true
  /** Set for an API that somebody else made: the one method that is ours, and OPTIONS if it is ours too. */
  adopted?: { method: string; options: boolean }
}

export interface RequestRules extends Pick<RequestShape, 'methods' | 'required' | 'validateBody'> {
  /** Names of features, declared and never required: the function fills in defaults and says what is missing. */
  names: { name: string; description: string }[]
  /** GET and POST have methods of their own, as the gateway reads them differently: a GET's row has to be there. */
  apart?: boolean
}

export interface Operation {
  /** In the document. */
  key: 'x-amazon-apigateway-any-method' | 'get' | 'post'
  verb: 'ANY' | 'GET' | 'POST'
  validator: string
  takesBody: boolean
}

/** One path below the URL, all methods of which go to the function. Nothing is validated: its refusals have a form of their own. */
export interface PathBelow {
  path: string
  /** What the path holds, in the document. */
  description: string
  /** The name of a path parameter. */
  parameter?: string
  /** Headers of the preflight that are others than the URL's own. */
  preflight: Record<string, string>
}

/** Behind a method, where it is no function. */
export type Backend =
  /** SageMaker's runtime, called as a role; `bytes`: bodies are pictures or recordings. */
  | {
      kind: 'direct'
      credentials: string
      allowOrigin: string
      variant?: string
      cached?: boolean
      bytes?: boolean
      /** What a text without a type is; absent if it can only be JSON, `raw` if bodies pass unchanged. */
      textType?: 'text/csv' | 'text/plain' | 'raw'
      accept?: string
      /** The templates of an earlier build, by which what it deployed is known again. */
      earlier?: EarlierTemplates
    }
  | { kind: 'http' }

/** A refusal of the gateway, as this API has it. */
export interface OwnResponse {
  type:
    | 'DEFAULT_4XX'
    | 'DEFAULT_5XX'
    | 'BAD_REQUEST_BODY'
    | 'UNAUTHORIZED'
    | 'INVALID_API_KEY'
    | 'THROTTLED'
    | 'QUOTA_EXCEEDED'
    | 'MISSING_AUTHENTICATION_TOKEN'
  headers: Record<string, string>
  /** Its own body, and its status if that is another than AWS's. */
  body?: { statusCode?: string; template: string }
}
