import { formatDate, formatNumber } from '@/lib/locale'

interface ShareFactsProps {
  /** ISO. */
  expiresAt: string
  /** The daily limit of the link's own key. */
  dailyCap?: number
}

const dayOf = (iso: string) => formatDate(iso, { dateStyle: 'long', timeZone: 'UTC' })

/** What a visitor can want to know: until when, how often, and where what they enter goes. */
export function ShareFacts({ expiresAt, dailyCap }: ShareFactsProps) {
  const facts = [
    { name: 'Open until', value: dayOf(expiresAt), note: 'Then this page closes.' },
    ...(dailyCap
      ? [
          {
            name: 'Predictions a day',
            value: formatNumber(dailyCap),
            note: 'For everyone with this link together.',
          },
        ]
      : []),
    { name: 'What you enter', value: 'Not kept here', note: 'It goes from your browser to the model.' },
  ]
  return (
    <dl className="mt-4 grid rounded-card border border-line bg-surface md:auto-cols-fr md:grid-flow-col md:[&>*+*]:border-l max-md:[&>*+*]:border-t [&>*]:border-line">
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
