import { ButtonLink } from '../ui/button'
import { Note } from '../ui/note'
import { Spinner } from '../ui/spinner'

/** A deploy or removal goes on in the console's process while nobody watches. */
export function JobRunning({ kind, base }: { kind: 'deploy' | 'remove'; base: string }) {
  return (
    <Note
      tone="info"
      role="status"
      icon={<Spinner />}
      title={kind === 'deploy' ? 'A deploy is running.' : 'A removal is running.'}
      className="mb-4"
      action={
        <ButtonLink size="sm" href={`${base}/${kind}`} scroll={false}>
          Watch
        </ButtonLink>
      }
    >
      What is below was read while it works.
    </Note>
  )
}
