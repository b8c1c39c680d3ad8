/** Takes out of a span what nobody but the console is to have: secrets of addresses, and the words of errors. */
import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node'

/** Attributes of the semantic conventions that are nothing but the query of an address. */
const queries = new Set(['url.query', 'http.query'])

/**
 * Returns the span as it can be exported. The query of a public API is a caller's row, that of a sign-in a code, and whoever has the
 * path of a share page can open it; the message of an error can name anything.
 */
export function redacted(span: ReadableSpan): ReadableSpan {
  const { attributes, name, events, status } = span
  return Object.create(span, {
    name: { value: redactedText(name) },
    attributes: { value: redactedAttributes(attributes) },
    status: { value: { code: status.code } },
    events: {
      value: events.map((event) => ({ ...event, attributes: onlyType(event.attributes ?? {}) })),
    },
  }) as ReadableSpan
}

const redactedAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => {
      if (queries.has(key)) return []
      return [[key, typeof value === 'string' ? redactedText(value) : value]]
    }),
  )

const onlyType = (attributes: Attributes): Attributes =>
  attributes['exception.type'] === undefined ? {} : { 'exception.type': attributes['exception.type'] }

/** Any text can have an address in it: Next writes the name of a span, which has that of a fetch, into an attribute, too. */
const redactedText = (text: string): string => text.split(' ').map(withoutSecrets).join(' ')

/** Leaves a word that is no address as it is. */
function withoutSecrets(text: string): string {
  if (!text.includes('/')) return text
  const path = text.split(/[?#]/, 1)[0] ?? ''
  const [before, after] = path.split('/share/', 2)
  return after === undefined ? path : `${before}/share/[token]`
}
