import { npyText, npyType } from '@/lib/model/predictions/bodies/npy-body'

/** The body as text; a picture keeps its bytes as well, since text loses them, and NumPy's arrays are base64. */
export async function readBody(response: Response): Promise<{ text: string; image?: Blob }> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith(npyType)) return { text: npyText(new Uint8Array(await response.arrayBuffer())) }
  if (!type.startsWith('image/')) return { text: await response.text() }
  const image = await response.blob()
  return { text: await image.text(), image }
}
