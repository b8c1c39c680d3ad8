/** Says whether a job can read and write a bucket: it has to be there, ours to look at, and in SageMaker's region. */
import { HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3'
import { partitionOf } from '../aws/partition'
import { Refusal } from '../errors'
import { factsOf } from '../errors/facts'

/**
 * Throws a refusal, and AWS's errors for all else. A HEAD has no body, so its status alone says what is wrong.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export async function checkBucket(s3: S3Client, bucket: string, region: string): Promise<void> {
  const response = await s3.send(new HeadBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    const status = factsOf(error)?.status
    if (status === 404)
      throw new Refusal({
        code: 'no-such-bucket',
        message: `There is no bucket ${bucket}.`,
        remedy: `Name a bucket of this account in ${region}, or create this one.`,
      })
    if (status === 403)
      throw new Refusal({
        code: 'bucket-denied',
        message: `The console is not allowed to look at the bucket ${bucket}.`,
        cause: 'It belongs to another account, or no policy allows it.',
        remedy: `Name another bucket, or add this statement to the console's role, then try again:\n${JSON.stringify({ Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:${partitionOf(region).name}:s3:::${bucket}` }, null, 2)}`,
      })
    throw error
  })
  if (response.BucketRegion && response.BucketRegion !== region)
    throw new Refusal({
      code: 'bucket-elsewhere',
      message: `The bucket ${bucket} is in ${response.BucketRegion}.`,
      cause: `A transform job in ${region} reads and writes buckets of its own region only.`,
      remedy: `Name a bucket in ${region}.`,
    })
}
