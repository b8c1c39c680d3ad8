/** Names of transform jobs and of their objects: derived, so that a job is found again by its endpoint alone. */
import { shortHash } from '../spec/names'

/** Job names end at 63 characters: `portico-`, the endpoint, a hash of 6 and a time of 14 with three hyphens. */
const mostEndpoint = 63 - 'portico-'.length - 6 - 14 - 2

/** The hash is over the whole name: `iris` does not find the jobs of `iris-v2`, nor one long name those of another. */
export const jobPrefix = (endpointName: string): string =>
  `portico-${endpointName.slice(0, mostEndpoint).replace(/(?<!-)-+$/, '')}-${shortHash(endpointName, 6)}-`

/** `portico-iris-1a2b3c-20261125031500`, in UTC: a job's name can never be used again. */
export const jobNameAt = (endpointName: string, at: Date): string =>
  jobPrefix(endpointName) + at.toISOString().replace(/\D/g, '').slice(0, 14)

export const isJobOf = (endpointName: string, jobName: string): boolean =>
  jobName.startsWith(jobPrefix(endpointName)) && /^\d{14}$/.test(jobName.slice(jobPrefix(endpointName).length))

/** SageMaker's own: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html allows its roles in it. */
export const defaultBucket = (region: string, accountId: string): string => `sagemaker-${region}-${accountId}`

/** Below it everything of this endpoint's jobs is written. */
export const folderOf = (endpointName: string): string => `portico/${endpointName}`

/** @param folder the prefix, with or without slashes at its ends */
export function placesOf(bucket: string, folder: string, jobName: string) {
  const root = [...folder.split('/').filter(Boolean), jobName].join('/')
  const inputKey = `${root}/input/rows.csv`
  const { source, manifest } = besideInput(inputKey)
  return { inputKey, sourceKey: source, manifestKey: manifest, outputUri: `s3://${bucket}/${root}/output` }
}

/** The file and what is known of it lie above the input, as a job reads every object below its own prefix. */
export function besideInput(inputKey: string) {
  const root = inputKey.replace(/input\/rows\.csv$/, '')
  return { source: `${root}source.csv`, manifest: `${root}manifest.json` }
}
