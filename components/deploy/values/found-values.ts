/** Lays what calls of the model found over the form, and never over what a person chose meanwhile. Pure. */
import type { DeployValues } from './form-values'
import { liveRequest } from './live-request'

/** What describes the model, and which model it is. */
const describing = [
  ...(['features', 'sampleRow', 'input', 'task', 'labels', 'outputName', 'outputUnit', 'outputMin'] as const),
  ...(['outputMax', 'threshold', 'outputs', 'examples', 'integrationKind', 'targetEndpoint'] as const),
  ...(['targetKind', 'targetVariant', 'targetModels', 'targetComponent'] as const),
] satisfies (keyof DeployValues)[]

/** Who can call depends on what the model takes, so a first deploy finds it again. */
const callers = ['accessKind', 'userPoolArn', 'scopes'] satisfies (keyof DeployValues)[]
/** How often, each with the number that says so first: a person who edits one has not chosen who can call. */
const rates = [
  ['rateLimit', 'burstLimit'],
  ['keyRateLimit', 'keyBurstLimit', 'keyQuotaPerDay'],
] as const satisfies (keyof DeployValues)[][]

const isSame = (one: DeployValues, other: DeployValues, fields: readonly (keyof DeployValues)[]): boolean =>
  fields.every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]))

const only = (values: DeployValues, fields: readonly (keyof DeployValues)[]): Partial<DeployValues> =>
  Object.fromEntries(fields.map((field) => [field, values[field]]))

/** Says whether a person has said something of the model since the form opened. */
export const isDescribed = (now: DeployValues, before: DeployValues): boolean => !isSame(now, before, describing)

/**
 * Returns the fields that take what was found; each group stays if a person has touched a part of it.
 * Who can call is tightened beside a rate that a person chose; `withTried` keeps `found` from loosening it.
 * @param before the form as it opened
 * @param found the form as it would open now
 * @param deployed a public API is live, whose access and formats stay as they are: its callers meet no check that they did not meet
 */
export function foundValues(
  now: DeployValues,
  before: DeployValues,
  found: DeployValues,
  deployed: boolean,
): Partial<DeployValues> {
  const described = only(found, describing)
  if (deployed) return { ...described, request: liveRequest({ ...now, ...described }, before) }
  const groups = [...accessGroups(now, before, found), ['request'], ['response']] as const
  const untouched = groups.filter((group) => isSame(now, before, group))
  return Object.assign(described, ...untouched.map((group) => only(found, group)))
}

/** Reads a limit of the form: none is the greatest. */
const limitOf = (text: string): number => (text.trim() === '' ? Number.POSITIVE_INFINITY : Number(text))

/** Nothing of access once a person chose who can call; once they chose a rate, the others can only become lower. */
function accessGroups(now: DeployValues, before: DeployValues, found: DeployValues) {
  if (!isSame(now, before, callers)) return []
  const isAnyChosen = !rates.every((group) => isSame(now, before, group))
  const lower = rates.filter(
    (group) => !isAnyChosen || group.every((rate) => limitOf(found[rate]) <= limitOf(now[rate])),
  )
  return [callers, ['keyHeader'] as const, ...lower]
}
