/** A job's objects are read in stretches that fit an answer; where they lie is read from AWS, not from the browser. */
import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { AwsClients } from '../aws/client/create-clients'
import { splitUri } from '../aws/s3-object'
import { describeOwnJob } from './jobs'
import { besideInput } from './names'
import { type JobObject, type ObjectRange, rangeBytes } from './types'

/** @param offset in bytes, below the object's size. Throws AWS's errors: NoSuchKey where the job wrote nothing. */
export async function readJobObject(
  { sagemaker, s3 }: Pick<AwsClients, 'sagemaker' | 's3'>,
  {
    endpointName,
    jobName,
    object,
    offset,
  }: { endpointName: string; jobName: string; object: JobObject; offset: number },
): Promise<ObjectRange> {
  const { TransformInput, TransformOutput } = await describeOwnJob(sagemaker, endpointName, jobName)
  const place = object === 'output' ? outputOf(TransformOutput?.S3OutputPath) : inputOf(TransformInput, object)
  const { Body, ContentRange } = await s3.send(
    new GetObjectCommand({ Bucket: place.bucket, Key: place.key, Range: `bytes=${offset}-${offset + rangeBytes - 1}` }),
  )
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
  return { bytes, size: Number(ContentRange?.split('/')[1] ?? bytes.length) }
}

interface Input {
  DataSource?: { S3DataSource?: { S3Uri?: string } }
}

function inputOf(input: Input | undefined, object: 'manifest' | 'source') {
  const place = placeAt(input?.DataSource?.S3DataSource?.S3Uri)
  return { bucket: place.bucket, key: besideInput(place.key)[object] }
}

/** An object `rows.csv` is answered in `rows.csv.out`. */
function outputOf(uri: string | undefined) {
  const place = placeAt(uri)
  return { bucket: place.bucket, key: `${place.key}/rows.csv.out` }
}

function placeAt(uri: string | undefined) {
  const place = splitUri(uri ?? '')
  if (!place) throw new Error(`DescribeTransformJob answered with no address in S3: ${uri}`)
  return place
}
