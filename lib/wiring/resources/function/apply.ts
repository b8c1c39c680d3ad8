/** Branch A: role, log group, function, and the version that callers will reach. */

import { listAliases, readAlias } from '../../../aws/lambda/alias'
import {
  createFunction,
  listVersions,
  observeFunction,
  publishVersion,
  removeConcurrencyLimit,
  removeFunction,
  removeVersion,
  tagFunction,
  updateFunctionCode,
  updateFunctionSettings,
} from '../../../aws/lambda/function'
import { withGrant } from '../../../aws/lambda/recorded-role'
import { orDenied } from '../../../aws/or-denied'
import { aliasName, belongsTo, publishedBy } from '../../../spec/names'
import { orOurs } from '../../run/or-ours'
import type { StepHandle } from '../../run/progress'
import { birthTags, type Run } from '../../run/run'
import { whileSpreading } from '../../run/while-spreading'
import type { DesiredWithFunction } from '../../state/desired'
import { hasFunction } from '../../state/desired'
import type { Observed } from '../../state/observed'
import { type ResourceApply, skipMissing } from '../apply-resource'
import { isLost, refuseLostVersion, removeSecondRole, takeSecondRole } from '../role/apply-grant'
import type { PresentRole } from '../role/grant'
import { untilActive } from './apply-ready'
import { codeChanged, fits, newestOf, settingsChanges, staleFunction } from './plan'

/**
 * The version that fits the spec: the live one where it does, else one made and published now.
 * @param prove runs on a new version before anyone else reaches it
 */
export async function ensureVersion(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  prove?: (step: StepHandle, version: string) => Promise<void>,
): Promise<string> {
  return run.progress.step('function', async (step) => {
    if (observed.function?.reservedConcurrency !== undefined) {
      await step.write(() => removeConcurrencyLimit(run.context.clients.lambda, desired.function.name))
    }
    const live = observed.alias?.live
    if (live && fits(desired, live)) {
      if (observed.function && !desired.canary && !fits(desired, observed.function.latest)) {
        await changeLatest(run, desired, observed, step)
        step.say(`$LATEST repaired; callers reach version ${live.version}`)
      } else step.skip(`Version ${live.version} is up to date`)
      return live.version
    }
    const version = observed.function
      ? await changeFunction(run, desired, observed, step)
      : await makeFunction(run, desired, observed, step)
    refuseLostVersion(await ready(run, desired, step, version), presentRole(run, desired, observed))
    await prove?.(step, version)
    step.say(`Version ${version} is active`)
    return version
  })
}

/**
 * The second version of a spec with a canary, published and proved before anyone reaches it.
 * @returns undefined where the spec has none
 */
export async function ensureCanary(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  prove: (step: StepHandle, version: string) => Promise<void>,
): Promise<string | undefined> {
  if (!desired.canary) return undefined
  const next = newestOf(desired)
  return run.progress.step('canary', async (step) => {
    const { canary } = observed.alias ?? {}
    if (canary && fits(next, canary.settled)) {
      step.skip(`Version ${canary.version} is up to date`)
      return canary.version
    }
    const version = await changeFunction(run, next, observed, step)
    refuseLostVersion(await ready(run, next, step, version), presentRole(run, next, observed))
    await prove(step, version)
    step.say(`Version ${version} is active`)
    return version
  })
}

async function makeFunction(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<string> {
  const { lambda, once } = run.context.clients
  const { name } = desired.function
  const fn = {
    ...desired.function,
    description: withGrant(desired.function.description, roleIdOf(run, desired, observed)),
  }
  const version = await step.write(
    () =>
      orOurs(createFunction(once.lambda, fn, birthTags(run, desired)), async () =>
        belongsTo((await observeFunction(lambda, name))?.tags, desired.route.endpointName),
      ),
    whileSpreading,
  )
  // Callers reach the version, so nothing waits for `$LATEST`, which can be Pending for longer.
  return version ?? changeFunction(run, desired, observed, step)
}

/** Gives the role that has the ARN of the function's now; undefined if the console is not allowed to read it. */
function presentRole(run: Run, { role }: DesiredWithFunction, observed: Observed): PresentRole | undefined {
  if (role.kind === 'create') return run.madeRole ? { id: run.madeRole } : observed.role
  const other = role.kind === 'existing' ? observed.otherRoles?.[role.arn] : undefined
  return other === 'gone' ? undefined : other
}

const roleIdOf = (...about: Parameters<typeof presentRole>): string | undefined => presentRole(...about)?.id

async function changeFunction(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<string> {
  await changeLatest(run, desired, observed, step)
  const { name, codeSha256 } = desired.function
  const description = withGrant(publishedBy(run.context.deployedBy), roleIdOf(run, desired, observed))
  return step.write(() => publishVersion(run.context.clients.once.lambda, name, { codeSha256, description }))
}

/** Code, wait, settings, wait: while one change is under way Lambda refuses the next. */
async function changeLatest(
  run: Run,
  desired: DesiredWithFunction,
  observed: Observed,
  step: StepHandle,
): Promise<void> {
  const { lambda } = run.context.clients
  const { name, settings, zip, description } = desired.function
  let latest = await ready(run, desired, step)
  if (codeChanged(desired, latest) || latest.settings.architecture !== settings.architecture) {
    const { revisionId } = latest
    await step.write(
      () => updateFunctionCode(lambda, name, { zip, architecture: settings.architecture, revisionId }),
      whileSpreading,
    )
    latest = await ready(run, desired, step)
  }
  const lost = isLost(observed)
  // Another ARN gets a grant by itself. A canary's version is made of the same $LATEST, which has its grant by then.
  const sameArn = latest.settings.roleArn === settings.roleArn
  if (lost && sameArn && latest.grantedTo !== roleIdOf(run, desired, observed)) {
    await takeSecondRole(run, desired, latest, step)
    latest = await ready(run, desired, step)
  }
  if (settingsChanges(desired, latest).length > 0) {
    const before = latest
    const described = withGrant(description, roleIdOf(run, desired, observed))
    await step.write(() => updateFunctionSettings(lambda, name, settings, before, described), whileSpreading)
    await ready(run, desired, step)
  }
  if (lost) await removeSecondRole(run, desired.route.endpointName, step)
}

const ready = (run: Run, { function: fn }: DesiredWithFunction, step: StepHandle, version?: string) =>
  untilActive(run, { functionName: fn.name, what: 'the function', version }, step)

/** How many versions stay: those that a person can go back to. */
export const keptCount = 10

async function pruneVersions(run: Run, desired: DesiredWithFunction, step: StepHandle): Promise<string[]> {
  const { lambda } = run.context.clients
  const { name } = desired.function
  const [versions, live, aliases] = await Promise.all([
    listVersions(lambda, name),
    readAlias(lambda, name, aliasName),
    orDenied(listAliases(lambda, name)),
  ])
  // Lambda refuses to delete what an alias points at, be it somebody else's.
  const pointedAt = new Set([live?.version, ...(aliases ?? []).flatMap((alias) => alias.versions)])
  const old = versions
    .map(({ version }) => version)
    .filter((version) => !pointedAt.has(version))
    .slice(keptCount)
  for (const version of old) await step.write(() => removeVersion(lambda, name, version))
  return old.map((version) => `version ${version}`)
}

export const functionApply: ResourceApply = {
  tag: (run, { arn }, tags) => tagFunction(run.context.clients.lambda, arn, tags),
  respondsStill: (desired, observed) => staleFunction(desired, observed) !== undefined,
  async tidy(run, desired, observed, step) {
    const stale = staleFunction(desired, observed)
    if (!stale) return []
    await step.write(() => removeFunction(run.context.clients.lambda, stale.name))
    return [`function ${stale.name}`]
  },
  prune: async (run, desired, observed, step) =>
    hasFunction(desired) && observed.function && !fits(desired, observed.alias?.live)
      ? pruneVersions(run, desired, step)
      : [],
  async remove(run, endpointName, { function: fn }, step) {
    if (!fn || !belongsTo(fn.tags, endpointName)) return skipMissing(step, fn)
    await step.write(() => removeFunction(run.context.clients.lambda, fn.name))
    step.say(fn.name)
  },
}
