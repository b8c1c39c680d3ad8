/**
 * Mapping templates of an integration without a function, in Velocity with API Gateway's own variables.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export const refusal = (code: string, message: string) =>
  `{"code":"${code}","message":${message},"requestId":"$context.requestId"}`

/**
 * The last build, by its date, whose mapping templates were others than today's, the newest first. What it deployed stays known as
 * Portico's own, so that newer templates are an update on offer and no fault of the public API, as a newer handler is.
 */
export const earlierTemplates = ['2026-11-29'] as const
export type EarlierTemplates = (typeof earlierTemplates)[number]

/** What helps a caller whose form reached the model as it was, which no container takes. */
const formHint =
  'This URL passes a body on as it was sent. Say its type with Content-Type, and send a file with curl --data-binary, not as a form.'

/** Says more to a caller who sent a form than the model's own words. */
const formRefused = [
  `#set($said = "$!input.path('$.OriginalMessage')")`,
  '#if($status == 415 || $said.indexOf("multipart/form-data") >= 0 || $said.indexOf("x-www-form-urlencoded") >= 0)',
  `{"code":"model_refused","message":$input.json('$.OriginalMessage'),"hint":"${formHint}","requestId":"$context.requestId"}`,
  '#else',
]

/**
 * A model's refusal keeps its own status and words. What it said when it crashed stays in the container's log.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export const modelErrorTemplate = (earlier?: EarlierTemplates): string =>
  [
    "#set($status = $input.path('$.OriginalStatusCode'))",
    '#if($status >= 400 && $status < 500)',
    '#set($context.responseOverride.status = $status)',
    ...(earlier ? [] : formRefused),
    refusal('model_refused', "$input.json('$.OriginalMessage')"),
    ...(earlier ? [] : ['#end']),
    '#else',
    '#set($context.responseOverride.status = 502)',
    refusal('model_failed', '"The model failed on this request. The log of its container says why."'),
    '#end',
  ].join('\n')

export const throttled = refusal(
  'throttled',
  '"SageMaker throttles this endpoint just now, or its model is still being loaded. Try again in a second."',
)

export const roleDenied = refusal(
  'role_denied',
  '"The role of this URL is not authorized to perform sagemaker:InvokeEndpoint on its endpoint."',
)

export const requestRefused = refusal(
  'request_refused',
  '"SageMaker refused the request: its endpoint is not in service, or the body has more than 6291456 bytes."',
)

/**
 * SageMaker's own throttling is a 400 too, and a denied role can be one. The error's name is in a header, which no template
 * reads; of throttling there is null in place of words, or AWS's usual ones; a refusal of the request has words of its own.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/CommonErrors.html
 * https://github.com/opensearch-project/ml-commons/issues/2429
 */
export const requestErrorTemplate = [
  `#set($said = "$!input.path('$.message')$!input.path('$.Message')")`,
  '#if($said == "" || $said == "null" || $said.indexOf("Rate exceeded") >= 0)',
  '#set($context.responseOverride.status = 429)',
  '#set($context.responseOverride.header.Retry-After = "1")',
  throttled,
  '#elseif($said.indexOf("not authorized to perform") >= 0)',
  '#set($context.responseOverride.status = 502)',
  roleDenied,
  '#else',
  requestRefused,
  '#end',
].join('\n')

/**
 * Without a caller's Accept the gateway would send application/json, and a browser's list reaches a container that knows no
 * lists: a choice that names any type or a page leaves it to the model, or is what the spec says (`otherwise`); every other
 * choice goes on. All in one line, as what stands between directives is part of the body. Headers keep the case in which
 * they were sent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
export const definiteAccept = (otherwise = '*/*'): string =>
  [
    '#set($headers = $input.params().header)',
    '#set($accept = $headers.get("Accept"))',
    '#if(!$accept)#set($accept = $headers.get("accept"))#end',
    '#if(!$accept || $accept.indexOf("*/*") >= 0 || $accept.toLowerCase().indexOf("text/html") >= 0)',
    `#set($accept = "${otherwise}")`,
    '#end',
    '#set($context.requestOverride.header.Accept = $accept)',
  ].join('')

/** A percent sign that begins no escape. Java's decoder throws on it, and the caller would get 500 instead of the model's words. */
const brokenEscape = '(?s).*%[0-9a-fA-F]?([^0-9a-fA-F].*)?'

/**
 * What `curl -d` sends unless a type is named, as the function reads it too: JSON and rows as they were typed, or the row in a
 * form's one field. An override is applied once, so the type is found first. Where nothing says what the text is it stays a form.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 * @param field the name of the query parameter
 * @param type of a body that is no JSON
 */
export const formBody = (field: string, type: 'text/csv' | 'text/plain' | undefined): string =>
  [
    '#set($form = $input.body)',
    `#set($type = "${type ?? 'application/x-www-form-urlencoded'}")`,
    '#if($form.startsWith("{") || $form.startsWith("["))',
    '#set($type = "application/json")',
    ...(type === 'text/csv'
      ? [
          `#elseif($form.startsWith("${field}=") && $form.indexOf("&") < 0)`,
          `#set($form = $form.substring(${field.length + 1}))`,
          `#if(!$form.matches("${brokenEscape}"))`,
          '#set($form = $util.urlDecode($form))',
          '#end',
        ]
      : []),
    '#end',
    '#set($context.requestOverride.header.Content-Type = $type)$form',
  ].join('')
