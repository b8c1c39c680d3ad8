import { maxBinaryBytes } from '@/lib/model/requests/build-body'

/** The same picture, small enough to be sent: halved until it fits, as JPEG. Rejects what the browser cannot read. */
export async function downscale(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file)
  for (let share = 1; share > 0.01; share /= 2) {
    const canvas = new OffscreenCanvas(Math.ceil(picture.width * share), Math.ceil(picture.height * share))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const smaller = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
    if (smaller.size <= maxBinaryBytes) return smaller
  }
  throw new Error('The picture does not get small enough.')
}
