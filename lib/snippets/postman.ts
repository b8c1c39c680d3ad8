/**
 * A URL as a Postman collection: one request with the sample filled in, and variables for the address and the secret, whose value is
 * never in it. Pure. https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */

import { shownRow } from '../model/requests/shown-row'
import type { CallerNeeds } from '../spec/api-parts/access'
import type { DescribedUrl } from './described-url'
import { requestOf, type SentRequest } from './signed-snippets'

/** Returns the collection in its form 2.1, ready for `JSON.stringify`. */
export function postmanCollection(url: DescribedUrl): object {
  const row = url.sampleRow ?? shownRow(url.contract.features)
  const secrets = secretsOf(url.needs)
  return {
    info: {
      name: url.title,
      ...(url.description ? { description: url.description } : {}),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [{ name: 'Predict', request: requestIn(url, requestOf(url.contract, url, row)) }],
    variable: [
      { key: 'baseUrl', value: url.invokeUrl, type: 'string' },
      ...secrets.map((key) => ({ key, value: '', type: 'string' })),
    ],
  }
}

function requestIn({ invokeUrl, needs, region }: DescribedUrl, request: SentRequest): object {
  const { method, url, contentType, body, fileName } = request
  return {
    method,
    header: contentType ? [{ key: 'Content-Type', value: contentType }] : [],
    auth: authOf(needs, region),
    url: urlIn(invokeUrl, url),
    ...(body === undefined ? {} : { body: { mode: 'raw', raw: body } }),
    ...(fileName === undefined ? {} : { body: { mode: 'file', file: { src: fileName } } }),
  }
}

/** Query values stay encoded, because Postman sends a plus as it is written, and a gateway reads it as a blank. */
function urlIn(invokeUrl: string, url: string): object {
  const query = url.slice(invokeUrl.length + 1)
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('='))
  return {
    raw: `{{baseUrl}}${url.slice(invokeUrl.length)}`,
    host: ['{{baseUrl}}'],
    ...(pairs.length > 0 ? { query: pairs.map(([key = '', ...value]) => ({ key, value: value.join('=') })) } : {}),
  }
}

function secretsOf({ kind }: CallerNeeds): string[] {
  if (kind === 'key') return ['apiKey']
  if (kind === 'cognito') return ['token']
  return kind === 'iam' ? ['accessKeyId', 'secretAccessKey', 'sessionToken'] : []
}

function authOf({ kind, header }: CallerNeeds, region: string): object {
  const of = (type: string, values: Record<string, string>) => ({
    type,
    [type]: Object.entries(values).map(([key, value]) => ({ key, value, type: 'string' })),
  })
  if (kind === 'open') return { type: 'noauth' }
  if (kind === 'iam')
    return of('awsv4', {
      accessKey: '{{accessKeyId}}',
      secretKey: '{{secretAccessKey}}',
      sessionToken: '{{sessionToken}}',
      region,
      service: 'execute-api',
    })
  if (kind === 'key' && header) return of('bearer', { token: '{{apiKey}}' })
  const [key, value] = kind === 'key' ? ['x-api-key', '{{apiKey}}'] : ['Authorization', '{{token}}']
  return of('apikey', { key, value, in: 'header' })
}
