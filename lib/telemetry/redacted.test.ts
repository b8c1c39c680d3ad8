import type { Attributes } from '@opentelemetry/api'
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { expect, it } from 'vitest'
import { redacted } from './redacted'

function spanOf(name: string, attributes: Attributes) {
  const exporter = new InMemorySpanExporter()
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const span = provider.getTracer('test').startSpan(name, { attributes })
  span.recordException(new TypeError('arn:aws:iam::111122223333:role/ana is not there'))
  span.setStatus({ code: 2, message: 'key 5f3c' })
  span.end()
  const [ended] = exporter.getFinishedSpans()
  if (!ended) throw new Error('No span ended.')
  return redacted(ended)
}

it.each<[name: string, attributes: Attributes, redactedName: string, redactedAttributes: Attributes]>([
  ['GET', { 'http.target': '/share/eyJhbGciOi?data=5.1' }, 'GET', { 'http.target': '/share/[token]' }],
  ['GET', { 'http.target': '/share/eyJhbGciOi/opengraph' }, 'GET', { 'http.target': '/share/[token]' }],
  [
    'GET /api/auth/[...nextauth]',
    { 'http.target': '/api/auth/callback/oidc?code=4/0Ab&state=x', 'http.status_code': 302 },
    'GET /api/auth/[...nextauth]',
    { 'http.target': '/api/auth/callback/oidc', 'http.status_code': 302 },
  ],
  [
    'fetch GET https://abc.execute-api.eu-west-1.amazonaws.com/prod/iris?data=5.1,3.5',
    {
      'http.url': 'https://abc.execute-api.eu-west-1.amazonaws.com/prod/iris?data=5.1,3.5',
      'next.span_name': 'fetch GET https://bucket.s3.amazonaws.com/code.zip?X-Amz-Signature=1',
    },
    'fetch GET https://abc.execute-api.eu-west-1.amazonaws.com/prod/iris',
    {
      'http.url': 'https://abc.execute-api.eu-west-1.amazonaws.com/prod/iris',
      'next.span_name': 'fetch GET https://bucket.s3.amazonaws.com/code.zip',
    },
  ],
  [
    'GET',
    { 'url.full': 'https://a.dev/share/x#y', 'url.query': 'code=1', 'next.route': '/share/[token]' },
    'GET',
    { 'url.full': 'https://a.dev/share/[token]', 'next.route': '/share/[token]' },
  ],
  [
    'Lambda.CreateFunction',
    { 'rpc.method': 'CreateFunction' },
    'Lambda.CreateFunction',
    { 'rpc.method': 'CreateFunction' },
  ],
])('%s %j is exported without secrets', (name, attributes, redactedName, redactedAttributes) => {
  const span = spanOf(name, attributes)
  expect([span.name, span.attributes]).toEqual([redactedName, redactedAttributes])
})

it('of an error the type goes along, and no message', () => {
  const { events, status, spanContext } = spanOf('GET', {})
  expect(events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ['exception', { 'exception.type': 'TypeError' }],
  ])
  expect(status).toEqual({ code: 2 })
  expect(spanContext).toBeTypeOf('function')
})
