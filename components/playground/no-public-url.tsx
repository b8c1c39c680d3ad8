import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'

const words = {
  none: {
    title: 'No public URL yet',
    text: 'The playground calls the public URL, as your users will. Deploy one first.',
  },
  incomplete: {
    title: 'The public URL does not answer yet',
    text: 'A deploy or removal did not finish. The overview shows what is missing, and one click completes it.',
  },
  live: {
    title: 'The deployed code is not what Portico made',
    text: 'What the URL takes cannot be read from it. Deploy it again from the overview.',
  },
}

/** Where there is nothing to call. */
export function NoPublicUrl({ overviewPath, state }: { overviewPath: string; state: keyof typeof words }) {
  const { title, text } = words[state]
  return (
    <Card>
      <EmptyState title={title} actions={<ButtonLink href={overviewPath}>Open the overview</ButtonLink>}>
        {text}
      </EmptyState>
    </Card>
  )
}
