import type { JobInput } from '@/lib/batch/job-input'
import { ok, type Result } from '@/lib/result'
import { partBytes, type Upload, type UploadedObject, uploadedObjects } from '@/lib/transform/types'
import { settle } from '../../../ui/settle'
import type { JobOrder, TransformFacts } from './facts'

interface Sending {
  input: JobInput
  bucket: string
  order: JobOrder
  /** From 0 to 1. */
  onProgress: (share: number) => void
}

/** Writes the input by way of the console, part by part, then starts the job. What fails leaves no upload behind. */
export async function sendJob(
  { of, actions }: Pick<TransformFacts, 'of' | 'actions'>,
  { input, bucket, order, onProgress }: Sending,
): Promise<Result<void>> {
  const begun = await settle(actions.begin({ ...of, bucket }))
  if (!begun.ok) return begun
  const { jobName, uploads } = begun.value
  const job = { ...of, jobName, bucket }
  const total = input.rows.size + input.source.size
  let done = 0
  const send = async (object: UploadedObject): Promise<Result<Upload>> => {
    const blob = input[object]
    const etags: string[] = []
    for (let from = 0; from < blob.size; from += partBytes) {
      const bytes = new Uint8Array(await blob.slice(from, from + partBytes).arrayBuffer())
      const part = { object, uploadId: uploads[object], number: etags.length + 1, bytes }
      const sent = await settle(actions.sendPart({ ...job, ...part }))
      if (!sent.ok) return sent
      etags.push(sent.value)
      done += bytes.length
      onProgress(done / total)
    }
    return ok({ id: uploads[object], etags })
  }
  const give = async <T>(failed: Result<T>) => {
    await settle(actions.abandon({ ...job, uploads }))
    return failed
  }
  const complete: Partial<Record<UploadedObject, Upload>> = {}
  for (const object of uploadedObjects) {
    const sent = await send(object)
    if (!sent.ok) return give(sent)
    complete[object] = sent.value
  }
  const { rows, source } = complete
  if (!rows || !source) throw new Error('An object of the job was not sent')
  const started = await settle(actions.start({ ...job, ...order, uploads: { rows, source }, manifest: input.manifest }))
  return started.ok ? started : give(started)
}
