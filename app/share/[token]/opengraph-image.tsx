import { introOf } from '@/components/share-page/intro-of'
import { open } from './open'
import { drawPreview, previewSize } from './preview-image'

export const alt = 'A model to try in the browser'
export const size = previewSize
export const contentType = 'image/png'

/** The picture of a link's preview: title and description, which anybody with the link can read. Of a dead link there is none. */
export default async function PreviewImage({ params }: { params: Promise<{ token: string }> }) {
  const shared = await open((await params).token)
  if (shared.state !== 'live') return new Response(null, { status: 404 })
  const { title, description, contract } = shared.page
  return drawPreview(title, description ?? introOf(contract))
}
