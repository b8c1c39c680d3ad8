/** From rows in the browser to a job: open the uploads, send their parts, close them, start. */
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { AwsClients } from '../aws/client/create-clients'
import type { JobManifest } from '../batch/job-manifest'
import { describeEndpoint } from '../endpoints/describe'
import { Refusal } from '../errors'
import type { WiringTarget } from '../spec/spec'
import { checkBucket } from './bucket'
import { transformDefaults } from './defaults'
import { createJob } from './jobs'
import { folderOf, jobNameAt, placesOf } from './names'
import { type Upload, type UploadedObject, uploadedObjects } from './types'
import { abandonUpload, closeUpload, openUpload } from './upload'

type Clients = Pick<AwsClients, 's3' | 'sagemaker'>

export interface JobPlace {
  endpointName: string
  jobName: string
  bucket: string
}

/** Returns the key of an object of a job: derived, so that no caller can name another key. */
export function placeOf({ endpointName, jobName, bucket }: JobPlace, object: UploadedObject | 'manifest') {
  const places = placesOf(bucket, folderOf(endpointName), jobName)
  const key = { rows: places.inputKey, source: places.sourceKey, manifest: places.manifestKey }[object]
  return { bucket, key }
}

/** Refuses an endpoint whose model cannot be run, and a bucket that cannot be used, before anything is written. */
export async function beginJob(
  clients: AwsClients,
  target: WiringTarget,
  { endpointName, bucket }: { endpointName: string; bucket: string },
): Promise<{ jobName: string; uploads: Record<UploadedObject, string> }> {
  await modelOf(clients, target, endpointName)
  await checkBucket(clients.s3, bucket, target.region)
  const jobName = jobNameAt(endpointName, new Date())
  const place = { endpointName, jobName, bucket }
  const rows = await openUpload(clients.s3, placeOf(place, 'rows'))
  const source = await openUpload(clients.s3, placeOf(place, 'source'))
  return { jobName, uploads: { rows, source } }
}

export interface JobStart extends JobPlace {
  uploads: Record<UploadedObject, Upload>
  manifest: JobManifest
  instanceType: string
  instanceCount: number
  oneRowAtATime: boolean
}

/** Removes what was written for a job if AWS takes no job. Throws AWS's errors. */
export async function startJob(
  clients: AwsClients,
  target: WiringTarget,
  start: JobStart,
  person: string,
): Promise<void> {
  const { modelName } = await modelOf(clients, target, start.endpointName)
  await claim(clients, start)
  try {
    for (const object of uploadedObjects) await closeUpload(clients.s3, placeOf(start, object), start.uploads[object])
    await createJob(clients.sagemaker, { ...start, modelName, folder: folderOf(start.endpointName) }, person)
  } catch (error) {
    await removeWritten(clients, start)
    throw error
  }
}

/**
 * Names hold a second, and two people can begin in the same: whose manifest is there first has the name, so that neither
 * overwrites or removes the other's rows. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
async function claim({ s3 }: Clients, start: JobStart): Promise<void> {
  const { bucket, key } = placeOf(start, 'manifest')
  const put = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    Body: JSON.stringify(start.manifest),
    ContentType: 'application/json',
    IfNoneMatch: '*',
  })
  await s3.send(put).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error
    throw new Refusal({
      code: 'conflict',
      message: 'Another transform job of this endpoint was begun in the same second.',
      remedy: 'Start it again: nothing was written for this one.',
    })
  })
}

/** The first error is what a person has to know; what cannot be removed stays below the job's own prefix. */
async function removeWritten({ s3 }: Clients, place: JobPlace): Promise<void> {
  const removals = ([...uploadedObjects, 'manifest'] as const).map((object) => {
    const { bucket, key } = placeOf(place, object)
    return s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
  })
  await Promise.allSettled(removals)
}

export async function abandonJob(
  { s3 }: Pick<AwsClients, 's3'>,
  place: JobPlace,
  uploads: Record<UploadedObject, string>,
): Promise<void> {
  for (const object of uploadedObjects) await abandonUpload(s3, placeOf(place, object), uploads[object])
}

async function modelOf(clients: AwsClients, target: WiringTarget, endpointName: string) {
  const defaults = transformDefaults(await describeEndpoint(clients, endpointName), target)
  if (!defaults.ok) throw new Refusal(defaults.error)
  return defaults.value
}
