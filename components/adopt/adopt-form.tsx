'use client'

import { Handshake } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { Result } from '@/lib/result'
import type { Walk } from '@/lib/wiring/adopt/types'
import type { Plan } from '@/lib/wiring/state/plan'
import { Button } from '../ui/button'
import { Card, CardHeader } from '../ui/card'
import { Field } from '../ui/form/field'
import { Input } from '../ui/form/input'
import { useAction } from '../ui/hooks/use-action'
import { FailureNote } from '../ui/state/failure-note'
import { Note } from '../ui/state/note'
import { PlanCounts, PlanList } from '../wiring/plan/plan-list'
import type { Place } from '../wiring/types'

export interface AdoptionInput {
  url: string
  endpointName: string
  sampleRow: string
}

interface AdoptFormProps {
  place: Place
  url: string
  walk: Walk
  denied?: string
  plan: (input: Place & AdoptionInput) => Promise<Result<Plan>>
  start: (input: Place & AdoptionInput) => Promise<Result<{ jobId: string }>>
}

/** What adoption needs to know, its plan, and the start. */
export function AdoptForm({ place, url, walk, denied, plan, start }: AdoptFormProps) {
  const router = useRouter()
  const planning = useAction(plan)
  const starting = useAction(start)
  const [endpointName, setEndpointName] = useState(walk.endpointName ?? '')
  const [sampleRow, setSampleRow] = useState('')
  const [made, setMade] = useState<{ key: string; plan: Plan }>()
  const key = `${endpointName} ${sampleRow}`
  const shown = made?.key === key ? made.plan : undefined
  const input = { ...place, url, endpointName: endpointName.trim(), sampleRow: sampleRow.trim() }
  const missing = input.endpointName
    ? input.sampleRow
      ? undefined
      : 'Give a row that works now.'
    : 'Name the endpoint.'

  if (walk.obstacle) {
    return (
      <Note tone="warn" role="status" title="It cannot be adopted.">
        {walk.obstacle} Nothing was changed.
      </Note>
    )
  }
  const showPlan = async (event: FormEvent) => {
    event.preventDefault()
    if (missing || planning.busy) return
    const result = await planning.run(input)
    if (result.ok) setMade({ key, plan: result.value })
  }
  const adopt = async () => {
    const result = await starting.run(input)
    if (!result.ok) return
    router.push(`/${place.account}/${place.region}/endpoints/${input.endpointName}/deploy?job=${result.value.jobId}`)
  }
  return (
    <Card aria-labelledby="adopt">
      <CardHeader id="adopt" title="Take it under management">
        {shown && <PlanCounts plan={shown} />}
      </CardHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
        <form onSubmit={showPlan} aria-label="Adoption" className="grid gap-4 md:grid-cols-2">
          <Field
            label="Endpoint that answers"
            hint={walk.endpointName ? 'Found in the function and its role' : 'Not found behind the URL: name it'}
          >
            <Input
              mono
              spellCheck={false}
              value={endpointName}
              onChange={(event) => setEndpointName(event.target.value)}
            />
          </Field>
          <Field label="A row that works now" hint="Sent to the new function before callers are switched to it">
            <Input
              mono
              spellCheck={false}
              placeholder="5.1,3.5,1.4,0.2"
              value={sampleRow}
              onChange={(event) => setSampleRow(event.target.value)}
            />
          </Field>
          <div className="md:col-span-2">
            <Button type="submit" busy={planning.busy} disabledReason={missing}>
              Show the plan
            </Button>
          </div>
        </form>
        <FailureNote failure={planning.failure} />
        {shown && (
          <>
            <PlanList plan={shown} label="Plan" />
            <Note tone="info" title="The answers are the model’s own.">
              The new function passes the model’s body on unchanged. If the old function changed the body, callers get a
              different one.
            </Note>
            <FailureNote failure={starting.failure} />
            <div className="flex flex-wrap justify-end gap-2">
              <Button
                variant="primary"
                icon={<Handshake aria-hidden />}
                busy={starting.busy}
                disabledReason={denied ?? (shown.blockers.length > 0 ? 'Settle what stands above first.' : undefined)}
                onClick={adopt}
              >
                Adopt this URL
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
