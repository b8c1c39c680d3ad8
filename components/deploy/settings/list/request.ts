/** Settings of what callers send and get. */
import type { Setting } from '../setting'

const methods = { any: 'GET and POST', get: 'GET only', post: 'POST only' }
const forms = { rows: 'rows', named: 'rows and named features', raw: 'nothing: bodies pass' }
const onOff = (on: boolean) => (on ? 'on' : 'off')

export const requestSettings = [
  {
    id: 'methods',
    group: 'Request and response',
    label: 'Methods',
    property: 'httpMethod',
    line: 'What callers can call the URL with',
    paths: ['request.methods'],
    words: ({ request }) => methods[request.methods],
    applies: ({ adopted }) => !adopted,
  },
  {
    id: 'queryParameter',
    group: 'Request and response',
    label: 'Query parameter',
    property: 'method.request.querystring',
    line: 'The name under which callers send a row in the URL',
    paths: ['queryParameter'],
    words: ({ queryParameter }) => `?${queryParameter}=`,
    applies: () => true,
  },
  {
    id: 'required',
    group: 'Request and response',
    label: 'Require the query parameter',
    property: 'RequestParameters',
    line: 'The gateway refuses a call without it before a function is paid for; POST bodies are refused too',
    paths: ['request.required'],
    words: ({ request }) => onOff(request.required),
    applies: ({ adopted, values }) => !adopted && values.input.kind === 'rows' && values.integrationKind !== 'direct',
  },
  {
    id: 'requestForm',
    group: 'Request and response',
    label: 'Request format',
    property: 'Environment',
    line: 'What the function reads in a request',
    paths: ['request.form'],
    words: ({ request }) => forms[request.form],
    applies: ({ values }) => values.integrationKind === 'lambda' && values.input.kind === 'rows',
  },
  {
    id: 'enforce',
    group: 'Request and response',
    label: 'Enforce the number of columns and their types',
    property: 'Environment, RequestValidatorId',
    line: 'Rows that do not match get 400 with the expected order, and the model is not called',
    paths: ['request.enforce'],
    words: ({ request, integrationKind }) =>
      request.enforce && integrationKind === 'direct' ? 'on, JSON bodies only' : onOff(request.enforce === true),
    applies: ({ values: { integrationKind, input, request } }) =>
      input.kind === 'rows' &&
      (integrationKind === 'lambda'
        ? request.form !== 'raw'
        : integrationKind === 'direct' && request.methods !== 'get'),
  },
  {
    id: 'validateBody',
    group: 'Request and response',
    label: 'Validate JSON bodies at the gateway',
    property: 'RequestValidatorId',
    line: 'A body that does not fit the columns is refused before a function is paid for',
    paths: ['request.validateBody'],
    words: ({ request }) => onOff(request.validateBody),
    applies: ({ adopted, values }) => !adopted && values.integrationKind === 'lambda' && values.input.kind === 'rows',
  },
  {
    id: 'responseForm',
    group: 'Request and response',
    label: 'Response format',
    property: 'Accept',
    line: 'Which form of prediction callers get',
    paths: ['response.form', 'response.accept'],
    words: ({ response }) => (response.form === 'normalised' ? 'normalized JSON' : 'the model’s own'),
    applies: ({ values }) => values.integrationKind === 'lambda',
  },
] as const satisfies Setting[]
