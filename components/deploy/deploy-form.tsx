'use client'

import { Rocket } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { plural } from '@/lib/plural'
import type { Failure, Result } from '@/lib/result'
import { onlyRoute, type WiringSpec } from '@/lib/spec/spec'
import type { Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { Kbd } from '../ui/kbd'
import { FailureNote } from '../ui/state/failure-note'
import type { Place } from '../wiring/types'
import { DeployOptions } from './options/deploy-options'
import { PlanPanel } from './plan-panel'
import type { StartingPoint } from './starting-point'
import { usePlan } from './use-plan'
import { canaryPercentOf, checkValues, type DeployValues, resolverFor, valuesOf } from './values/form-values'

export interface DeployFormProps {
  from: StartingPoint
  place: Place
  obstacle?: string
  plan: (input: Place & { spec: WiringSpec; canaryPercent?: number }) => Promise<Result<Plan>>
  busy: boolean
  failure?: Failure
  /** @param canaryPercent of a hundred calls; all unless given */
  onDeploy: (spec: WiringSpec, canaryPercent?: number) => void
}

/** Options at the left, their plan at the right, and the one click that writes. */
export function DeployForm({ from, place, obstacle, plan, busy, failure, onDeploy }: DeployFormProps) {
  const { base, targets } = from
  const resolver = useMemo(() => resolverFor(base), [base])
  const form = useForm<DeployValues, unknown, WiringSpec>({ resolver, defaultValues: valuesOf(base, targets) })
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as DeployValues
  const { problems, spec } = checkValues(values, base)
  const problemCount = Object.keys(problems).length

  const { account, region } = place
  const canaryPercent = canaryPercentOf(values)
  const planSpec = (spec: WiringSpec) => plan({ account, region, spec: spec, canaryPercent })
  const [round, setRound] = useState(0)
  const planned = usePlan(spec, planSpec, `${round} ${canaryPercent}`)

  const reason =
    obstacle ??
    (problemCount > 0
      ? `Fix ${plural(problemCount, 'field')} first.`
      : planned.failure
        ? 'The plan could not be made.'
        : planned.plan?.blockers[0]?.message)
  const pending = planned.stale ? 'The plan is being made.' : undefined
  const submit = form.handleSubmit((spec) => !reason && !pending && onDeploy(spec, canaryPercent))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
  }

  return (
    <FormProvider {...form}>
      <form noValidate aria-label="Deploy" onSubmit={submit} onKeyDown={onKeyDown} className="flex min-h-full flex-col">
        <div className="grid flex-1 lg:grid-cols-[420px_minmax(0,1fr)]">
          <div className="border-line px-6 py-5 max-md:px-4 lg:border-r">
            <h3 className="mb-3 font-semibold text-14">Options</h3>
            <DeployOptions from={from} values={values} problems={problems} />
          </div>
          <div className="min-w-0 px-6 py-5 max-lg:border-line max-lg:border-t max-md:px-4">
            <PlanPanel {...planned} waiting={problemCount > 0} shape={onlyRoute(spec ?? base)} />
            {planned.failure && (
              <Button size="sm" className="mt-3" onClick={() => setRound(round + 1)}>
                Read the plan again
              </Button>
            )}
            <FailureNote failure={failure} className="mt-3" />
          </div>
        </div>
        <footer className="sticky bottom-0 z-10 flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-line border-t bg-surface px-6 py-2.5 max-md:px-4">
          <p className="min-w-0 flex-1 text-12 text-fg-2">{consequence(planned.plan, reason)}</p>
          <Button
            type="submit"
            variant="primary"
            icon={<Rocket aria-hidden />}
            busy={busy}
            disabledReason={reason ?? pending}
          >
            {label(planned.plan)}
            <Kbd className="ml-1 border-transparent bg-transparent text-current max-md:hidden">Ctrl Enter</Kbd>
          </Button>
        </footer>
      </form>
    </FormProvider>
  )
}

function label(plan: Plan | undefined): string {
  if (!plan) return 'Deploy'
  if (plan.changeCount === 0) return 'Deploy again'
  return `Deploy ${plural(plan.changeCount, 'change')}`
}

function consequence(plan: Plan | undefined, reason: string | undefined): React.ReactNode {
  if (plan?.changeCount === 0 && !reason) {
    return 'Everything is up to date. A deploy writes nothing and calls the public API.'
  }
  return <>Nothing changes in AWS until you deploy. {reason && <span className="text-bad-f">{reason}</span>}</>
}
