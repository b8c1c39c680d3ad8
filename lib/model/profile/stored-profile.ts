/** What of a model's profile a deployed spec keeps: what the model takes, never a row of anybody. Pure. */
import { z } from 'zod'
import { type FeatureContract, inputOf } from '../contract/contract'
import { tasks } from '../contract/contract-terms'
import { containerName } from './container-name'
import { surenesses } from './finding'
import type { ModelProfile } from './profile'
import { kindNames, type ProfileKind, profileKinds } from './readings'

/** A parameter can hold any text, so it is left out. */
const contentType = /^[\w.+*-]{1,40}\/[\w.+*-]{1,80}$/
const mostTypes = 10
const longestContainer = 300

export const storedProfileSchema = z.object({
  kind: z.enum(profileKinds),
  contentTypes: z.array(z.string().max(121).regex(contentType)).max(mostTypes).optional(),
  task: z.enum(tasks).optional(),
  /** The image without its registry: `djl-inference:0.33.0-lmi15.0.0-cu128`. */
  container: z.string().max(longestContainer).optional(),
  /** How sure the kind was before the deploy; the tag `portico:live` says what the deploy proved. */
  sure: z.enum(surenesses),
})

export type StoredProfile = z.infer<typeof storedProfileSchema>

/** Returns the repository and tag, or digest, of an image. */
export const containerOf = (image: string | undefined): string | undefined =>
  image?.slice(image.indexOf('/') + 1).slice(0, longestContainer)

export function storedProfile({ readings, contentTypes, task, sure }: ModelProfile, image?: string): StoredProfile {
  const [reading] = readings
  const types = [...new Set([reading?.contentType ?? '', ...(contentTypes?.value ?? [])])]
  const container = containerOf(image)
  return {
    kind: reading?.kind ?? 'rows',
    contentTypes: types.filter((one) => contentType.test(one)).slice(0, mostTypes),
    ...(task ? { task: task.value } : {}),
    ...(container ? { container } : {}),
    sure,
  }
}

const ofJson: readonly ProfileKind[] = ['series', 'tensors', 'json']

/** Returns the profile if the contract still is of its kind: a person can have described another. */
export function profileFor(profile: StoredProfile | undefined, contract: FeatureContract): StoredProfile | undefined {
  const { kind } = inputOf(contract)
  if (!profile) return undefined
  return (kind === 'json' ? ofJson.includes(profile.kind) : profile.kind === kind) ? profile : undefined
}

/** What the last deploy showed of it. */
interface Deploy {
  /** The model answered through the public API, or behind it. */
  proved: boolean
  /** `12 May 2026`; absent if no deploy has noted it. */
  day?: string
  /** The image of the container that the endpoint has now, if it could be read. */
  image?: string
}

export interface ProfileEvidence {
  /** `Chat messages · proved by the deploy of 12 May 2026`. */
  line: string
  /** Why it might not hold any more. */
  stale?: string
}

export function profileEvidence(profile: StoredProfile, { proved, day, image }: Deploy): ProfileEvidence {
  const deploy = `the deploy${day ? ` of ${day}` : ''}`
  const line = `${kindNames[profile.kind]} · ${proved ? `proved by ${deploy}` : `${sureWords[profile.sure]}, not proved by ${deploy}`}`
  const now = containerOf(image)
  if (!now || !profile.container || now === profile.container) return { line }
  const [before, after] = [`/${profile.container}`, `/${now}`].map((one) => containerName(one))
  const names = before === after ? [profile.container, now] : [before, after]
  return {
    line,
    stale: `The endpoint’s container is now ${names[1]}, and the deploy was of ${names[0]}: deploy again to prove what it takes.`,
  }
}

const sureWords = {
  proved: 'proved by a call',
  stated: 'as AWS shows it',
  likely: 'likely',
  unsure: 'not sure',
} satisfies Record<StoredProfile['sure'], string>
