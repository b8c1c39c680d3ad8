/** The query protocol of IAM and STS: a form in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */

/** `Tags.member.1.Key=a` → `{ Tags: [{ Key: 'a' }] }`. */
export function readForm(body: string): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(body)) {
    const parts = name.split('.').filter((part) => part !== 'member')
    let node = root
    parts.forEach((part, index) => {
      if (index === parts.length - 1) {
        node[part] = value
        return
      }
      node[part] ??= {}
      node = node[part] as Record<string, unknown>
    })
  }
  return listed(root) as Record<string, unknown>
}

function listed(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node)
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => listed(value))
  return Object.fromEntries(entries.map(([key, value]) => [key, listed(value)]))
}

/** What no document can have (https://www.w3.org/TR/xml/#charsets) would make a refusal that repeats it unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are meant
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapeXml = (text: string) =>
  text
    .replace(unwritable, '?')
    .replace(
      /[&<>"']/g,
      (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[char] ?? char,
    )

/** Lists become `<member>`s, maps `<entry>`s, dates ISO 8601 without milliseconds, undefined nothing. */
export function toXml(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return `<${name}>${value.map((item) => toXml('member', item)).join('')}</${name}>`
  if (value instanceof Date) return `<${name}>${value.toISOString().replace(/\.\d{3}Z$/, 'Z')}</${name}>`
  if (value instanceof Map)
    return `<${name}>${[...value].map(([key, one]) => `<entry>${toXml('key', key)}${toXml('value', one)}</entry>`).join('')}</${name}>`
  if (typeof value === 'object')
    return `<${name}>${Object.entries(value)
      .map(([key, inner]) => toXml(key, inner))
      .join('')}</${name}>`
  return `<${name}>${escapeXml(String(value))}</${name}>`
}

export const queryResponse = (namespace: string, operation: string, output: object, requestId: string) =>
  `<${operation}Response xmlns="${namespace}">${toXml(`${operation}Result`, output)}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`

export const queryError = (namespace: string, code: string, message: string, status: number, requestId: string) =>
  `<ErrorResponse xmlns="${namespace}"><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
