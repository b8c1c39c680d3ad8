/**
 * A pasted invoke URL taken apart. The URL is never called as it was typed: what is called is built again from AWS's own
 * answers. Pure. https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
import { partitionOf } from '../../aws/partition'
import { fail, ok, type Result } from '../../result'

export interface InvokeUrlParts {
  restApiId: string
  stage: string
  /** `/predict`, without query. */
  path: string
  /** Names of the query's parameters, in order. */
  parameters: string[]
}

interface Here {
  region: string
  /** Base of invoke URLs with `{restApiId}` and `{stage}`, where AWS is not AWS. */
  template?: string
}

const refuse = (message: string, remedy: string) => fail({ code: 'not-an-invoke-url', message, remedy })
const exampleOf = (region: string) =>
  `It looks like https://{api id}.execute-api.${region}.${partitionOf(region).domain}/{stage}/{path}.`

export function parseInvokeUrl(typed: string, { region, template }: Here): Result<InvokeUrlParts> {
  const text = typed.trim()
  const example = exampleOf(region)
  if (!URL.canParse(text)) return refuse('This is not a URL.', `Paste the whole invoke URL. ${example}`)
  const url = new URL(text)
  const own = template && besides(url, template)
  if (own) return parts(own.restApiId, own.rest, url, example)
  const [, restApiId = '', there = '', domain] =
    url.hostname.match(/^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.([a-z0-9.-]+)$/) ?? []
  if (domain !== partitionOf(there).domain) {
    return refuse(
      `${url.hostname} is not API Gateway's own address.`,
      `A custom domain says nothing about the API behind it: paste the invoke URL that its stage shows. ${example}`,
    )
  }
  if (there !== region) {
    return refuse(`This API is in ${there}; this page is of ${region}.`, `Choose ${there} above, and paste it there.`)
  }
  return parts(restApiId, url.pathname, url, example)
}

function parts(restApiId: string, pathname: string, url: URL, example: string): Result<InvokeUrlParts> {
  const [stage = '', ...segments] = pathname.split('/').filter(Boolean).map(decode)
  if (!stage) return refuse('The URL has no stage and no path.', `Paste it with both. ${example}`)
  if (segments.length === 0) {
    return refuse('The URL ends with its stage.', 'Paste it with the path of the resource: …/prod/predict.')
  }
  return ok({ restApiId, stage, path: `/${segments.join('/')}`, parameters: [...new Set(url.searchParams.keys())] })
}

/** The API's id and what follows it, where the URL begins as the template does. */
function besides(url: URL, template: string): { restApiId: string; rest: string } | undefined {
  const [before = '', after = ''] = template.split('{restApiId}')
  const plain = `${url.origin}${url.pathname}`
  if (!plain.startsWith(before)) return undefined
  const id = plain.slice(before.length).match(/^[a-z0-9]+/)?.[0]
  const between = after.replace('{stage}', '')
  if (!id || !plain.slice(before.length + id.length).startsWith(between)) return undefined
  return { restApiId: id, rest: plain.slice(before.length + id.length + between.length) }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
