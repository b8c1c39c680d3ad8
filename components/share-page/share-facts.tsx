interface ShareFactsProps {
  /** ISO. */
  expiresAt: string
  rateLimit: number
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** What a caller must know: how often, until when, and where the inputs go. */
export function ShareFacts({ expiresAt, rateLimit }: ShareFactsProps) {
  const facts = [
    {
      name: 'Rate',
      value: `${rateLimit} a second`,
      note: 'For all callers together; above it the URL answers 429.',
    },
    { name: 'This page ends', value: day.format(new Date(expiresAt)), note: 'The public URL itself may live on.' },
    { name: 'Inputs', value: 'Not kept here', note: 'They go from your browser to the public URL only.' },
  ]
  return (
    <dl className="mt-4 grid rounded-card border border-line bg-surface md:grid-cols-3 md:[&>*+*]:border-l max-md:[&>*+*]:border-t [&>*]:border-line">
      {facts.map((fact) => (
        <div key={fact.name} className="grid content-start gap-0.5 p-4">
          <dt className="text-12 text-fg-2">{fact.name}</dt>
          <dd className="font-semibold text-16">{fact.value}</dd>
          <dd className="text-12 text-fg-2">{fact.note}</dd>
        </div>
      ))}
    </dl>
  )
}
