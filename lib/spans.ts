/**
 * Writes down what this process is at work on, as spans of OpenTelemetry: parts below do not know who exports them
 * (`lib/telemetry`), and without an exporter a span costs nothing.
 */
import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { codeOf } from './errors'

export interface SpanPlace {
  attributes?: Attributes
  /** The work is a call of somebody else. */
  isCall?: boolean
  /** The work is nobody's part: a trace of its own, whatever it was started from. */
  isRoot?: boolean
}

/**
 * Does the work within a span, which also what it starts belongs to. Of an error the span has the code, and not the message, which can
 * have names in it.
 *
 * @throws what the work throws
 */
export function inSpan<T>(
  name: string,
  { attributes = {}, isCall = false, isRoot = false }: SpanPlace,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const kind = isCall ? SpanKind.CLIENT : SpanKind.INTERNAL
  return trace.getTracer('portico').startActiveSpan(name, { kind, attributes, root: isRoot }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      // https://opentelemetry.io/docs/specs/semconv/general/recording-errors/
      span.setAttribute('error.type', codeOf(error))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
