/**
 * What data capture keeps of a call: one JSON line, in a file of the hour under the endpoint's and the variant's name.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
 */
import { randomUUID } from 'node:crypto'
import type { World } from '../../kernel/types'
import { bucketNamed, putObject, splitUri } from '../s3/store'
import type { DataCapture } from '../sagemaker/state'

export interface CapturedCall {
  accountId: string
  endpointName: string
  variantName: string
  /** Epoch ms. */
  at: number
  /** The caller's name for it. */
  inferenceId?: string
  input: { contentType: string; body: Buffer }
  output: { contentType: string; body: Buffer }
}

const two = (number: number) => String(number).padStart(2, '0')

/** Types that are kept as text; all others as base64. */
function written(body: Buffer, contentType: string, capture: DataCapture): { data: string; encoding: string } {
  const type = contentType.split(';')[0]?.trim() ?? ''
  const { CsvContentTypes = ['text/csv'], JsonContentTypes = ['application/json'] } =
    capture.CaptureContentTypeHeader ?? {}
  if (CsvContentTypes.includes(type)) return { data: body.toString('utf8'), encoding: 'CSV' }
  if (JsonContentTypes.includes(type)) return { data: body.toString('utf8'), encoding: 'JSON' }
  return { data: body.toString('base64'), encoding: 'BASE64' }
}

export function keepCall(world: World, capture: DataCapture | undefined, call: CapturedCall): void {
  if (!capture?.EnableCapture || Math.random() * 100 >= capture.InitialSamplingPercentage) return
  const modes = capture.CaptureOptions.map((option) => option.CaptureMode)
  const side = (mode: 'Input' | 'Output', { body, contentType }: CapturedCall['input']) =>
    modes.includes(mode) || modes.includes('InputAndOutput')
      ? { observedContentType: contentType, mode: mode.toUpperCase(), ...written(body, contentType, capture) }
      : undefined
  const time = new Date(call.at)
  const line = JSON.stringify({
    captureData: { endpointInput: side('Input', call.input), endpointOutput: side('Output', call.output) },
    eventMetadata: {
      eventId: randomUUID(),
      ...(call.inferenceId ? { inferenceId: call.inferenceId } : {}),
      inferenceTime: time.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    },
    eventVersion: '0',
  })
  const { bucket, key } = splitUri(capture.DestinationS3Uri)
  const [year, month, day, hour] = [
    time.getUTCFullYear(),
    time.getUTCMonth() + 1,
    time.getUTCDate(),
    time.getUTCHours(),
  ]
  const folder = [key.replace(/\/$/, ''), call.endpointName, call.variantName, year, two(month), two(day), two(hour)]
  const path = `${folder.filter((part) => part !== '').join('/')}/${two(time.getUTCMinutes())}-00-000-${call.variantName}.jsonl`
  const store = bucketNamed(world, call.accountId, bucket)
  const before = store.objects.get(path)?.body ?? Buffer.alloc(0)
  putObject(store, path, Buffer.concat([before, Buffer.from(`${line}\n`)]), 'application/x-jsonlines', call.at)
}
