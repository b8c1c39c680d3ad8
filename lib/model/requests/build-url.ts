/** The public URL with its rows: what the form sends, what the snippets show, what a person may paste anywhere. */
import { fail, ok, type Result } from '../../result'

/** Regional REST APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxUrlLength = 10_240

/** Commas stay readable; everything else that could end or split the value is encoded. */
export const encodeValue = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%2C', ',')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export const buildQuery = (queryParameter: string, rows: string[]): string =>
  rows.map((row) => `${encodeValue(queryParameter)}=${encodeValue(row)}`).join('&')

/** Fails where the URL would be longer than API Gateway takes; the same rows fit a POST body. */
export function buildUrl(invokeUrl: string, queryParameter: string, rows: string[]): Result<string> {
  const url = `${invokeUrl}?${buildQuery(queryParameter, rows)}`
  const length = url.length - new URL(invokeUrl).origin.length
  if (length <= maxUrlLength) return ok(url)
  return fail({
    code: 'url-too-long',
    message: `The URL would have ${length.toLocaleString('en')} characters, and API Gateway takes ${maxUrlLength.toLocaleString('en')}.`,
    remedy: 'Send the rows as a POST body of type text/csv.',
  })
}
