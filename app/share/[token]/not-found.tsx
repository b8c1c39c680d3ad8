import { headers } from 'next/headers'
import { NotShared } from '@/components/share-page/not-shared'
import { sharePathHeader } from '@/lib/share/share-path'
import { open } from './open'

/** Next gives it no props and makes it beside the page, so it reads the link by itself; the page's read of it is shared. */
export default async function LinkNotFound() {
  const [, , token = '', page] = ((await headers()).get(sharePathHeader) ?? '').split('/')
  const { state } = await open(token)
  return <NotShared state={state === 'live' ? 'invalid' : state} embedded={page === 'embed'} />
}
