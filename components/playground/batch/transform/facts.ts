import type { JobManifest } from '@/lib/batch/job-manifest'
import type { Result } from '@/lib/result'
import type {
  JobObject,
  ObjectRange,
  TransformDefaults,
  TransformJob,
  Upload,
  UploadedObject,
} from '@/lib/transform/types'
import type { Place } from '../../../wiring/types'

interface OfEndpoint extends Place {
  endpointName: string
}

interface OfJob extends OfEndpoint {
  jobName: string
}

export interface JobOrder {
  instanceType: string
  instanceCount: number
  oneRowAtATime: boolean
}

interface TransformActions {
  begin: (
    input: OfEndpoint & { bucket: string },
  ) => Promise<Result<{ jobName: string; uploads: Record<UploadedObject, string> }>>
  /** Answers the part's ETag. */
  sendPart: (
    input: OfJob & {
      bucket: string
      object: UploadedObject
      uploadId: string
      number: number
      bytes: Uint8Array<ArrayBuffer>
    },
  ) => Promise<Result<string>>
  start: (
    input: OfJob & JobOrder & { bucket: string; uploads: Record<UploadedObject, Upload>; manifest: JobManifest },
  ) => Promise<Result<void>>
  abandon: (input: OfJob & { bucket: string; uploads: Record<UploadedObject, string> }) => Promise<Result<void>>
  list: (input: OfEndpoint) => Promise<Result<TransformJob[]>>
  stop: (input: OfJob) => Promise<Result<void>>
  read: (input: OfJob & { object: JobObject; offset: number }) => Promise<Result<ObjectRange>>
}

/** What the playground knows of the transform jobs of the endpoint that answers. */
export interface TransformFacts {
  of: OfEndpoint
  /** Why no job can run this endpoint's model, otherwise. */
  defaults: Result<TransformDefaults>
  jobs: Promise<Result<TransformJob[]>>
  /** Why this person cannot start or stop one. */
  obstacle?: string
  actions: TransformActions
}
