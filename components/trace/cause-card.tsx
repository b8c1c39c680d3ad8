import { ExternalLink } from 'lucide-react'
import type { Decoded, Diagnosis, Differing } from '@/lib/trace/types'
import { Card, CardHeader } from '../ui/card'
import { FieldList } from '../wiring/plan/field-list'
import { resourceLook } from '../wiring/resource-look'

/** Why it is broken: AWS's words, what they mean, the call that proves it, and what the fix changes. */
export function CauseCard({ diagnosis }: { diagnosis: Diagnosis }) {
  const { message, proof, changes, fix } = diagnosis
  return (
    <Card aria-label="Cause and fix">
      <CardHeader title="Cause and fix" meta={diagnosis.id === 'unknown' ? 'not a known failure' : diagnosis.id} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
        <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-2 max-md:grid-cols-[minmax(0,1fr)] max-md:gap-y-0.5">
          <Fact name="Message">
            <code className="break-words font-mono text-code">{message}</code>
          </Fact>
          <Meaning {...diagnosis} proof={proof} />
        </dl>
        {fix && changes.length > 0 && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
            <h3 className="font-medium">What the fix changes</h3>
            <ul className="grid gap-2">
              {changes.map((change) => (
                <Change key={`${change.type} ${change.name}`} {...change} />
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}

function Change({ type, name, missing, why, fields }: Differing) {
  return (
    <li className="min-w-0 rounded-ctl border border-line bg-sunken px-3 py-2">
      <p className="break-words">
        <span className="font-medium">{resourceLook[type].word}</span> <code className="text-12">{name}</code>
        {(missing || fields.length === 0) && <span className="text-fg-2"> {missing ? 'is made again' : why}</span>}
      </p>
      {fields.length > 0 && <FieldList fields={fields} />}
    </li>
  )
}

/** Rows of a list of facts: what a known failure means and what to do. */
export function Meaning({ means, remedy, docs, call, proof }: Decoded & { proof?: string }) {
  return (
    <>
      <Fact name="Means">{means}</Fact>
      <Fact name="Proof">
        <code className="font-mono text-code">{call}</code>
        {proof && `: ${proof}`}
      </Fact>
      <Fact name="What to do">{remedy}</Fact>
      <Fact name="Read more">
        <a
          href={docs}
          target="_blank"
          rel="noreferrer"
          className="inline-flex max-w-full items-center gap-1 text-accent-fg underline underline-offset-2"
        >
          <span className="min-w-0 truncate">{docs.replace('https://', '')}</span>
          <ExternalLink aria-hidden className="size-3 shrink-0" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      </Fact>
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-fg-2">{name}</dt>
      <dd className="min-w-0 break-words max-md:mb-2">{children}</dd>
    </>
  )
}
