import 'server-only'
import { notFound } from 'next/navigation'
import { NotShared, type NotSharedProps } from '@/components/share-page/not-shared'

/** A link that opens nothing answers 404, in the words of not-found.tsx; one that cannot be read just now is not said to be dead. */
export function refuse(state: NotSharedProps['state'], embedded: boolean) {
  if (state === 'unavailable') return <NotShared state={state} embedded={embedded} />
  return notFound()
}
