/** The body as text; a picture keeps its bytes as well, since text loses them. */
export async function readBody(response: Response): Promise<{ text: string; image?: Blob }> {
  if (!response.headers.get('content-type')?.startsWith('image/')) return { text: await response.text() }
  const image = await response.blob()
  return { text: await image.text(), image }
}
