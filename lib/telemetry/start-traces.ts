/**
 * Exports spans of OpenTelemetry, Next's own among them, to a collector. The packages read the standard variables themselves: where the
 * collector is, headers, sampling, batches. https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
import type { SpanExporter } from '@opentelemetry/sdk-trace-node'
import type { Config } from '../config/types'
import { log } from '../log'
import { processWide } from '../process-wide'
import { within } from '../within'
import { redacted } from './redacted'

const state = processWide('traces', () => ({ end: undefined as (() => Promise<void>) | undefined }))

/** A process that ends does not wait longer for a collector that does not answer. */
const lastExportMs = 3_000

/** Called once, when a process starts. The packages are loaded only if traces are on. */
export async function startTraces(traces: Config['traces']): Promise<void> {
  if (!traces) return
  const [
    { NodeTracerProvider, BatchSpanProcessor },
    { defaultResource, detectResources, envDetector, resourceFromAttributes },
  ] = await Promise.all([import('@opentelemetry/sdk-trace-node'), import('@opentelemetry/resources')])
  const exporter = await exporterOf(traces)
  const provider = new NodeTracerProvider({
    // What the variables say of the service counts most.
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'portico' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(withoutSecrets(exporter))],
  })
  provider.register()
  state.end = () => provider.shutdown()
}

/** Sends what is still here; does nothing while traces are off. */
export async function endTraces(): Promise<void> {
  const { end } = state
  if (!end) return
  state.end = undefined
  await within(end(), lastExportMs, () => {}).catch((error: unknown) =>
    log().warn({ event: 'traces', err: error }, 'the last traces could not be exported'),
  )
}

async function exporterOf(traces: NonNullable<Config['traces']>): Promise<SpanExporter> {
  if (traces === 'console') return new (await import('@opentelemetry/sdk-trace-node')).ConsoleSpanExporter()
  const { OTLPTraceExporter } = await (traces === 'otlp-json'
    ? import('@opentelemetry/exporter-trace-otlp-http')
    : import('@opentelemetry/exporter-trace-otlp-proto'))
  return new OTLPTraceExporter()
}

const withoutSecrets = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(redacted), done),
  forceFlush: async () => exporter.forceFlush?.(),
  shutdown: () => exporter.shutdown(),
})
