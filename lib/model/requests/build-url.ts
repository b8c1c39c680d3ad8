/** The query of a public API with its rows: what the form sends, what the snippets show, what a person can paste anywhere. */

/** Regional REST APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const maxUrlLength = 10_240

/** Commas stay readable; everything else that could end or split the value is encoded. */
export const encodeValue = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%2C', ',')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export const buildQuery = (queryParameter: string, rows: string[]): string =>
  rows.map((row) => `${encodeValue(queryParameter)}=${encodeValue(row)}`).join('&')
