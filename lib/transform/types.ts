/** What pages know of transform jobs. Pure: the browser has these too. */
export interface TransformJob {
  name: string
  status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped'
  /** ISO 8601, as are the others. */
  createdAt: string
  endedAt?: string
  failureReason?: string
}

/** What a job of an endpoint would be made from, before a person changes anything. */
export interface TransformDefaults {
  modelName: string
  instanceType: string
  bucket: string
}

/** The objects that a job's input is written to: what the model reads, and the file as it was, for the join. */
export const uploadedObjects = ['rows', 'source'] as const
export type UploadedObject = (typeof uploadedObjects)[number]

/** The id of a multipart upload that is under way, and its parts' ETags in order. */
export interface Upload {
  id: string
  etags: string[]
}

/** Every part but the last, in bytes: S3's least. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const partBytes = 5 * 1024 * 1024

/** Read back at a time, in bytes. */
export const rangeBytes = 4 * 1024 * 1024

export const jobObjects = ['manifest', 'source', 'output'] as const
export type JobObject = (typeof jobObjects)[number]

/** A stretch of an object. */
export interface ObjectRange {
  bytes: Uint8Array
  /** The size of the whole object, in bytes. */
  size: number
}
