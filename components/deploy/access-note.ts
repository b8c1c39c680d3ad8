import { uncapitalized } from '@/lib/first-letter'
import { whoMayCall } from '@/lib/spec/api-parts/access'
import type { StartingPoint } from './starting-point'
import type { DeployValues } from './values/form-values'

/** Says that calls of the model changed who can call, for the status of the form; undefined if they did not. */
export function accessNote(
  opened: StartingPoint,
  { base, accessReason }: StartingPoint,
  { accessKind }: Pick<DeployValues, 'accessKind'>,
): string | undefined {
  const { kind } = base.access
  if (kind === opened.base.access.kind || kind !== accessKind) return undefined
  return `Who can call it is now “${uncapitalized(whoMayCall[kind])}”, ${accessReason}.`
}
