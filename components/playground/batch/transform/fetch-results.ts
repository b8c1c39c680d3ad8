import type { JobManifest } from '@/lib/batch/job-manifest'
import { joinJob } from '@/lib/batch/job-output'
import { writeResults } from '@/lib/batch/write-results'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { ok, type Result } from '@/lib/result'
import type { JobObject } from '@/lib/transform/types'
import { settle } from '../../../ui/settle'
import { breathe } from '../breathe'
import type { TransformFacts } from './facts'

export interface JobFile {
  file: Blob
  /** The name of the input file. */
  fileName: string
}

/** Everything comes from the bucket, so a job's result is there in any browser. */
export async function fetchResults(
  { of, actions }: Pick<TransformFacts, 'of' | 'actions'>,
  jobName: string,
  contract: FeatureContract,
): Promise<Result<JobFile>> {
  const whole = async (object: JobObject): Promise<Result<Blob>> => {
    const parts: Uint8Array<ArrayBuffer>[] = []
    for (let offset = 0; ; ) {
      const range = await settle(actions.read({ ...of, jobName, object, offset }))
      if (!range.ok) return range
      parts.push(new Uint8Array(range.value.bytes))
      offset += range.value.bytes.length
      if (offset >= range.value.size || range.value.bytes.length === 0) return ok(new Blob(parts))
    }
  }
  const about = await whole('manifest')
  if (!about.ok) return about
  const source = await whole('source')
  if (!source.ok) return source
  const output = await whole('output')
  if (!output.ok) return output
  const manifest: JobManifest = JSON.parse(await about.value.text())
  const joined = await joinJob({ manifest, source: source.value, output: output.value }, contract, breathe)
  if (!joined.ok) return joined
  return ok({ file: await writeResults(joined.value, breathe), fileName: manifest.fileName })
}
