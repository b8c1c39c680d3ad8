import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/state/empty-state'

const words = {
  none: {
    title: 'No public API yet',
    text: 'The playground calls the public API, as your users will. Deploy one first.',
    deploy: 'Deploy public API',
  },
  incomplete: {
    title: 'The public API does not answer yet',
    text: 'A deploy or removal did not finish. Completing the deploy opens the playground.',
    deploy: 'Complete deploy',
  },
  live: {
    title: 'The deployed code is not what Portico made',
    text: 'The input of this API could not be read. Deploy the public API again.',
    deploy: 'Deploy again',
  },
}

interface NoPublicApiProps {
  overviewPath: string
  state: keyof typeof words
  /** Why this person cannot deploy here; said in place of the button. */
  deployObstacle?: string
}

/** Shows the way to a URL if there is nothing to call. */
export function NoPublicApi({ overviewPath, state, deployObstacle }: NoPublicApiProps) {
  const { title, text, deploy } = words[state]
  return (
    <Card>
      <EmptyState
        title={title}
        actions={
          <>
            {!deployObstacle && (
              <ButtonLink href={`${overviewPath}/deploy`} variant="primary">
                {deploy}
              </ButtonLink>
            )}
            <ButtonLink href={overviewPath}>Open the overview</ButtonLink>
          </>
        }
      >
        {text}
        {deployObstacle && <p className="mt-2">{deployObstacle}</p>}
      </EmptyState>
    </Card>
  )
}
