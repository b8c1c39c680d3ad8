/** Looks at everything that AWS keeps of an endpoint's data, and reads what each shows of its features. */
import { attempt } from '../../attempt'
import type { AwsClients } from '../../aws/client/create-clients'
import { latestObjects, readObject, type S3Text } from '../../aws/s3-object'
import { readEvidence } from '../../model/profile/evidence'
import { evidenceOfBytes } from '../../model/profile/files/from-bytes'
import { withoutProbes } from '../../model/profile/files/from-capture'
import type { EvidenceSearch, FoundEvidence } from '../../model/profile/found-evidence'
import { fail, ok, type Result } from '../../result'
import { baselinePlaces, capturePlaces, type EvidencePlace, packagePlaces } from './evidence-places'
import { firstFile } from './unpack'

/** Enough of a baseline with 500 features, and of captured calls to see their range. */
const mostBytes = 4 * 1024 * 1024
const captureFiles = 3

/**
 * A look that AWS refuses is reported beside what the others found.
 * @param packageName the model package of what answers, if it is known
 */
export async function findEvidence(
  clients: AwsClients,
  endpointName: string,
  packageName?: string,
): Promise<EvidenceSearch> {
  const { sagemaker } = clients
  const looks = [capturePlaces, baselinePlaces, packagePlaces]
  const results = await Promise.all(looks.map((look) => attempt(() => look(sagemaker, endpointName, packageName))))
  const places = distinct(
    results.flatMap((result) => (result.ok ? result.value : [])),
    (place) => place.uri,
  )
  const read = await Promise.all(places.map((place) => readPlace(clients, place)))
  return {
    found: read.flatMap((one) => (one.ok && one.value ? [one.value] : [])),
    refused: distinct(
      [...results, ...read].flatMap((one) => (one.ok ? [] : [one.error])),
      (failure) => failure.message,
    ),
  }
}

/** A package and a monitor can name the same baseline, and one denial can stand in several ways. */
const distinct = <T>(items: T[], key: (item: T) => string): T[] =>
  items.filter((item, index) => items.findIndex((one) => key(one) === key(item)) === index)

/** Undefined where the place is empty. */
async function readPlace(clients: AwsClients, place: EvidencePlace): Promise<Result<FoundEvidence | undefined>> {
  const objects = await attempt(async () => {
    const uris = place.folder ? await latestObjects(clients.s3, place.uri, captureFiles) : [place.uri]
    return Promise.all(uris.map((uri) => readObject(clients.s3, uri, Math.floor(mostBytes / uris.length))))
  })
  if (!objects.ok) return objects
  const parts = objects.value.filter((one) => one !== undefined)
  const at = parts.at(-1)?.modifiedAt
  const recording = parts[0] && evidenceOfBytes(firstFile(parts[0].bytes))
  if (recording) return ok({ title: place.title, place: place.uri, at, evidence: recording })
  const text = withoutProbes(parts.map(textOf).join('\n'))
  if (text.trim() === '') return ok(undefined)
  const evidence = readEvidence(text)
  if (!evidence.ok)
    return fail({
      code: 'unreadable-evidence',
      message: `${place.title} at ${place.uri} could not be read.`,
      cause: evidence.error.message,
      remedy: 'Choose the file by hand, or describe the features in the table.',
    })
  return ok({ title: place.title, place: place.uri, at, evidence: evidence.value })
}

/** The last line of a part can be half a line. */
function textOf({ bytes, cut }: S3Text): string {
  const file = firstFile(bytes)
  const text = file ? new TextDecoder().decode(file) : ''
  return cut ? text.slice(0, text.lastIndexOf('\n')) : text
}
