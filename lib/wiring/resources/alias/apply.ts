/** The switch: callers reach the version from here on. */

import { createAlias, moveAlias, readAlias } from '../../../aws/lambda/alias'
import type { AliasTarget } from '../../../aws/types'
import { Refusal } from '../../../errors'
import { aliasName } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { RetryRule } from '../../run/progress'
import type { Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredWithFunction } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { desiredAlias, isPointed, movesAlias } from './plan'

export type ReadAlias = Awaited<ReturnType<typeof readAlias>>

/** Reads the alias after this run's last change of its permissions: its revision is good until somebody else changes it. */
export const readRevision = (run: Run, desired: DesiredWithFunction): Promise<ReadAlias> =>
  readAlias(run.context.clients.lambda, desired.function.name, aliasName)

/**
 * @param second the version of the canary
 * @param before the alias as it was read before the stage was switched: no read then stands between the two switches
 */
export async function pointAlias(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  version: string,
  { second, before }: { second?: string; before?: ReadAlias } = {},
): Promise<void> {
  const wanted = desiredAlias(desired, observed, { version, second })
  const { canary } = wanted
  await run.progress.step('alias', async (step) => {
    const { alias } = observed
    if (!movesAlias(desired, observed, { version, second })) return step.skip(`At version ${version} already`)
    let known = before
    const point = async () => {
      if (!alias) return make(run, desired, wanted)
      const now = known ?? (await readRevision(run, desired))
      known = undefined
      return move(run, desired, alias, wanted, now)
    }
    await step.write(point, (error, attempt) => whileRevised(error, attempt) ?? whileSpreading(error, attempt))
    if (canary) return step.say(`${canary.percent}% to version ${canary.version}, the rest to ${version}`)
    step.say(alias ? `Version ${alias.version} → ${version}` : `Version ${version}`)
  })
}

/** The plan was made for where the alias pointed; its revision is a newer one, as this run's own permission changes it. */
async function move(
  run: Run,
  desired: DesiredWithFunction,
  planned: AliasTarget,
  wanted: AliasTarget,
  now: ReadAlias,
): Promise<void> {
  const { lambda } = run.context.clients
  // A second try after a lost answer.
  if (now && isPointed(now, wanted)) return
  if (!now || !isPointed(now, planned)) throw movedMeanwhile(planned, now)
  await moveAlias(lambda, desired.function.name, aliasName, { ...wanted, revisionId: now.revisionId })
}

async function make(run: Run, desired: DesiredWithFunction, wanted: AliasTarget): Promise<void> {
  const { lambda } = run.context.clients
  const { name } = desired.function
  const made = await orOurs(createAlias(lambda, name, aliasName, wanted.version), async () => true)
  if (made === wanted.version && !wanted.canary) return
  const now = await readAlias(lambda, name, aliasName)
  if (now && !isPointed(now, wanted))
    await moveAlias(lambda, name, aliasName, { ...wanted, revisionId: now.revisionId })
}

/** What was read was older than the alias, or somebody changed its permissions in between: where it points is checked again. */
const whileRevised: RetryRule = (error, attempt) =>
  error instanceof Error && error.name === 'PreconditionFailedException' && attempt < 5
    ? { waitMs: 1_000, detail: `The alias was changed just now (attempt ${attempt})` }
    : undefined

const inWords = ({ version, canary }: AliasTarget): string =>
  canary ? `version ${version}, ${canary.percent}% at version ${canary.version}` : `version ${version}`

const movedMeanwhile = (planned: AliasTarget, now: AliasTarget | undefined) =>
  new Refusal({
    code: 'changed-meanwhile',
    message: 'Someone moved the alias while this deploy ran.',
    cause: `It pointed at ${inWords(planned)} when the plan was made, and ${now ? `is at ${inWords(now)}` : 'is gone'} now.`,
    remedy: 'Read the plan again, then deploy.',
  })
