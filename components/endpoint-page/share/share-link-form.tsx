'use client'

import { Link2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { formatNumber } from '@/lib/locale'
import { type Example, type FeatureContract, inputOf } from '@/lib/model/contract/contract'
import { hasRanges } from '@/lib/model/requests/encode'
import { originsIn, originsSchema } from '@/lib/share/origins'
import { type DailyCap, dailyCaps, type ShareLinkSpec } from '@/lib/share/types'
import { ExamplesField } from '../../deploy/contract/examples-field'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/form/checkbox'
import { Field } from '../../ui/form/field'
import { Input, Textarea } from '../../ui/form/input'
import { Select } from '../../ui/form/select'

export interface ShareLinkFormProps {
  endpointName: string
  contract?: FeatureContract
  /** The URL requires API keys, so the link gets one. */
  keyed: boolean
  busy: boolean
  onMake: (linkSpec: ShareLinkSpec) => void
  onCancel: () => void
}

const mostExamples = 5

/** What a visitor will see, for how long, how often, and where. */
export function ShareLinkForm({ endpointName, contract, keyed, busy, onMake, onCancel }: ShareLinkFormProps) {
  const offered = contract?.examples ?? []
  const [title, setTitle] = useState(`Try ${endpointName}`)
  const [description, setDescription] = useState('')
  const [days, setDays] = useState('30')
  const [examples, setExamples] = useState<Example[]>(offered)
  const [bounded, setBounded] = useState(true)
  const [sites, setSites] = useState('')
  const [dailyCap, setDailyCap] = useState<DailyCap>(dailyCaps[1])
  const [touched, setTouched] = useState(false)
  const chosen = JSON.stringify(examples) !== JSON.stringify(offered)
  const count = Number(days)
  const embedOrigins = originsIn(sites)
  const problems = {
    title: title.trim() === '' ? 'Give the page a title' : undefined,
    days: Number.isInteger(count) && count >= 1 && count <= 365 ? undefined : 'A whole number from 1 to 365',
    examples: chosen ? problemOfExamples(examples) : undefined,
    sites: originsSchema.safeParse(embedOrigins).error?.issues[0]?.message,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTouched(true)
    if (Object.values(problems).some(Boolean)) return
    onMake({
      title: title.trim(),
      description: description.trim() || undefined,
      days: count,
      examples: chosen ? examples : undefined,
      bounded,
      embedOrigins,
      dailyCap: keyed ? dailyCap : undefined,
    })
  }
  const oneLine = contract && ['rows', 'text'].includes(inputOf(contract).kind)
  return (
    <form onSubmit={submit} noValidate aria-label="New share link" className="grid gap-4 border-line border-b p-4">
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-3">
        <Field label="Title of the page" error={problems.title}>
          <Input autoFocus value={title} maxLength={80} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field label="Ends in" error={problems.days}>
          <Input inputMode="numeric" value={days} suffix="days" onChange={(event) => setDays(event.target.value)} />
        </Field>
      </div>
      <Field label="Description" aside="optional" hint="What the model does, for people who do not know it.">
        <Textarea
          rows={2}
          maxLength={300}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      {keyed && (
        <Field
          label="Requests a day"
          hint="The link gets an API key of its own, and the page sends it. Anyone who has the link can read that key: it is not a secret. This is the most requests that it can send in a day (UTC). Revoking the link revokes it."
        >
          <Select
            options={dailyCaps.map((cap) => ({ value: String(cap), label: formatNumber(cap) }))}
            value={String(dailyCap)}
            onValueChange={(value) => setDailyCap(dailyCaps.find((cap) => String(cap) === value) ?? dailyCaps[1])}
          />
        </Field>
      )}
      {contract && hasRanges(contract.features) && (
        <Checkbox
          label="Keep values in the model’s ranges"
          hint="The page takes only what lies in the ranges and choices of the contract. The public API itself takes any value."
          checked={bounded}
          onCheckedChange={(checked) => setBounded(checked === true)}
        />
      )}
      {oneLine && (
        <ExamplesField examples={examples} problem={touched ? problems.examples : undefined} onChange={setExamples} />
      )}
      <Field
        label="Sites that can embed it"
        aside="optional"
        error={touched ? problems.sites : undefined}
        hint="Their addresses, like https://www.acme.dev, separated by commas. No other site can show the page in a frame."
      >
        <Input mono spellCheck={false} value={sites} onChange={(event) => setSites(event.target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" type="submit" variant="primary" icon={<Link2 aria-hidden />} busy={busy}>
          Make share link
        </Button>
      </div>
    </form>
  )
}

function problemOfExamples(examples: Example[]): string | undefined {
  if (examples.length > mostExamples) return `At most ${mostExamples} examples of your own`
  return examples.some(({ name, value }) => name.trim() === '' || value.trim() === '')
    ? 'Each example needs a name and an input'
    : undefined
}
