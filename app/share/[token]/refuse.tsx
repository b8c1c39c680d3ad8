import 'server-only'
import { NotShared, type NotSharedProps } from '@/components/share-page/not-shared'
import { requestNotes } from '@/lib/running/request-notes'

/**
 * A link that opens nothing answers 404, and 503 while it cannot be read. The server's entrance writes the status, because
 * what `notFound()` shows is made in the browser, and without JavaScript the page would be blank.
 */
export function refuse(state: NotSharedProps['state'], embedded: boolean) {
  const notes = requestNotes()
  if (notes) notes.status = state === 'unavailable' ? 503 : 404
  return <NotShared state={state} embedded={embedded} />
}
