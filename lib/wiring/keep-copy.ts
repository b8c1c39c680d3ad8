/**
 * Keeps a copy of a function's spec in the API's documentation, which nobody is served: the function has it in its zip, and
 * somebody can delete the function. Nothing depends on it while there is a function, so it is no part of a plan, a run that
 * changes nothing leaves it as it is, and a failure stops nothing.
 */
import { putApiDocumentation, readApiPart } from '../aws/apigateway/documentation'
import type { ObservedApi } from '../aws/types'
import { isExpected, Refusal } from '../errors'
import type { StepHandle } from './run/progress'
import type { Run } from './run/run'
import type { Desired } from './state/desired'
import { copyIn, copyOf, isSameSpec, keepsCopy, propertiesWithCopy } from './state/recorded-specs'

export async function keepCopy(run: Run, desired: Desired, api: ObservedApi, step: StepHandle): Promise<void> {
  const { spec } = desired
  if (!keepsCopy(desired) || run.hasCopy || run.progress.writes === 0) return
  const { apiGateway } = run.context.clients
  const definition = desired.api.definitionHash
  try {
    const part = await readApiPart(apiGateway, api.id)
    const before = copyIn(part?.properties)
    if (before?.definition === definition && isSameSpec(before.spec, spec)) return
    const properties = propertiesWithCopy(part?.properties, copyOf(desired, run.context))
    await step.write(() => putApiDocumentation(apiGateway, api.id, properties, part?.id))
  } catch (error) {
    if (!isExpected(error) || error instanceof Refusal) throw error
  }
}
