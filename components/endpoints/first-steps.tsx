import Link from 'next/link'
import type { ReactNode } from 'react'

const launch = 'https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-deploy-models.html'

const steps: { title: string; href: string; text: ReactNode }[] = [
  {
    title: 'Have an endpoint',
    href: '/docs/start#open-an-endpoint',
    text: (
      <>
        <a className="link underline underline-offset-3" href={launch} target="_blank" rel="noreferrer">
          Create one in SageMaker
        </a>
        , or look in another region.
      </>
    ),
  },
  {
    title: 'Deploy its public API',
    href: '/docs/start#deploy-its-public-api',
    text: 'The plan shows every AWS resource before you confirm.',
  },
  {
    title: 'Make a prediction',
    href: '/docs/start#make-a-prediction',
    text: 'The playground calls the public API as a customer does.',
  },
  { title: 'Share it', href: '/docs/start#share-it', text: 'A share link works without an account.' },
]

/** What leads from an empty region to a shared prediction; nothing of it is done, as the first step has no endpoint. */
export function FirstSteps() {
  return (
    <ol aria-label="First steps" className="mt-4 grid gap-px overflow-hidden rounded-card border border-line text-left">
      {steps.map(({ title, href, text }, index) => (
        <li key={title} className="flex gap-3 bg-sunken px-4 py-3">
          <span
            aria-hidden
            className="grid size-5 shrink-0 place-items-center rounded-full border border-line-2 bg-surface font-medium text-11"
          >
            {index + 1}
          </span>
          <div className="min-w-0">
            <Link className="link inline-flex min-h-6 items-center font-medium" href={href}>
              {title}
            </Link>
            <p className="text-12 text-fg-2">{text}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
