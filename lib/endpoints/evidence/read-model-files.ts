/** Reads the few files of a model that describe it: Triton's `config.pbtxt` and MLflow's `MLmodel`. */
import { promisify } from 'node:util'
import { constants, gunzip } from 'node:zlib'
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { readObject, splitUri } from '../../aws/s3-object'
import { isServedByMlflow } from '../../model/profile/detect/mlflow'
import type { ModelFacts, ModelFile } from '../../model/profile/facts'
import { filesOfTar } from './unpack'

const unzip = promisify(gunzip)
const describes = /(^|\/)(config\.pbtxt|MLmodel)$/
const mostFiles = 8
const mostFileBytes = 64 * 1024
/** Limits what is read of an archive to its start, because a model can have gigabytes. */
const mostArchiveBytes = 2 * 1024 * 1024
const mostUnpackedBytes = 32 * 1024 * 1024

/** Only these containers have such files, so no other model's files are read. */
export const hasDescribingFiles = (facts: ModelFacts): boolean =>
  isServedByMlflow(facts) ||
  /tritonserver/.test(facts.image ?? '') ||
  Object.keys(facts.environment ?? {}).some((name) => /^MLFLOW_|^SAGEMAKER_TRITON_/.test(name))

/**
 * Empty if the model's files are gone, which an endpoint that runs does not need.
 * @param uri `s3://bucket/model.tar.gz`, or the folder of a model that is not packed
 * Throws AWS's errors of what may not be read.
 */
export async function readModelFiles(s3: S3Client, uri: string): Promise<ModelFile[]> {
  try {
    return /\.(tar\.gz|tgz)$/.test(uri) ? await filesOfArchive(s3, uri) : await filesOfFolder(s3, uri)
  } catch (error) {
    if (error instanceof Error && /^(NoSuchKey|NoSuchBucket|NotFound)$/.test(error.name)) return []
    throw error
  }
}

async function filesOfArchive(s3: S3Client, uri: string): Promise<ModelFile[]> {
  const object = await readObject(s3, uri, mostArchiveBytes)
  const archive = object && (await startOf(object.bytes))
  if (!archive) return []
  const found: ModelFile[] = []
  for (const { path, bytes } of filesOfTar(archive)) {
    if (found.length === mostFiles) break
    if (describes.test(path)) found.push(fileOf(path, bytes))
  }
  return found
}

/** Unpacks what is there of an archive that was cut. One that grows a hundredfold is unpacked less far. */
async function startOf(zipped: Uint8Array): Promise<Uint8Array | undefined> {
  for (const part of [zipped.length, zipped.length >> 3, zipped.length >> 6])
    try {
      return await unzip(zipped.subarray(0, part), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: mostUnpackedBytes,
      })
    } catch (error) {
      if (!(error instanceof RangeError)) return undefined
    }
  return undefined
}

async function filesOfFolder(s3: S3Client, uri: string): Promise<ModelFile[]> {
  const place = splitUri(uri)
  if (!place) return []
  const Prefix = place.key === '' || place.key.endsWith('/') ? place.key : `${place.key}/`
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: place.bucket, Prefix }))
  const keys = Contents.flatMap(({ Key }) => (Key && describes.test(Key) ? [Key] : [])).slice(0, mostFiles)
  const read = await Promise.all(keys.map((key) => readObject(s3, `s3://${place.bucket}/${key}`, mostFileBytes)))
  return read.flatMap((one, index) => (one ? [fileOf((keys[index] ?? '').slice(Prefix.length), one.bytes)] : []))
}

const fileOf = (path: string, bytes: Uint8Array): ModelFile => ({
  path: path.replace(/^\.\//, ''),
  text: new TextDecoder().decode(bytes.subarray(0, mostFileBytes)),
})
