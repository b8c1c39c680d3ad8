import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { NotShared, type NotSharedProps } from '@/components/share-page/not-shared'

/** What not-found.tsx of the same request says: Next gives it no props. */
export const refusal = cache((): { why?: NotSharedProps } => ({}))

/** A link that opens nothing answers 404; one that cannot be read just now is not said to be dead. */
export function refuse(state: NotSharedProps['state'], embedded: boolean) {
  if (state === 'unavailable') return <NotShared state={state} embedded={embedded} />
  refusal().why = { state, embedded }
  return notFound()
}
