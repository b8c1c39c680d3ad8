import { RawResponse } from '../../kernel/types'

/** Returns what stands in each element of that name, which has no attributes. */
export const elements = (xml: string, name: string): string[] =>
  xml
    .split(`<${name}>`)
    .slice(1)
    .map((rest) => rest.split(`</${name}>`, 1)[0] ?? '')

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Reads `&amp;`, `&#34;` and `&#x22;`. */
export const plainText = (xml: string): string =>
  xml.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) =>
    name ? (entities[name] ?? whole) : String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
  )

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** @param content elements, as XML */
export const document = (root: string, content: string, headers: Record<string, string> = {}): RawResponse =>
  new RawResponse(
    200,
    { 'content-type': 'application/xml', ...headers },
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`,
  )
