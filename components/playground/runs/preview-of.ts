import type { RunInput } from '@/lib/runs/input'

/** In pixels of its longer side. */
const longestSide = 72
const waveBars = 24
/** Enough to draw bars, in Hz. */
const waveRate = 8_000
/** Seen on light and on dark. */
const waveColour = '#8a8f98'

/** A picture or a recording's wave, very small, as a data URL; undefined where the browser cannot read the bytes. */
export async function previewOf(input: RunInput): Promise<string | undefined> {
  if (!('file' in input)) return undefined
  try {
    const canvas = input.kind === 'image' ? await smallPicture(input.file) : await smallWave(input.file)
    return await dataUrlOf(await canvas.convertToBlob({ type: input.kind === 'image' ? 'image/webp' : 'image/png' }))
  } catch {
    return undefined
  }
}

async function smallPicture(file: Blob): Promise<OffscreenCanvas> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas
}

async function smallWave(file: Blob): Promise<OffscreenCanvas> {
  const sound = await new OfflineAudioContext(1, 1, waveRate).decodeAudioData(await file.arrayBuffer())
  const samples = sound.getChannelData(0)
  const canvas = new OffscreenCanvas(longestSide, longestSide / 2)
  const context = canvas.getContext('2d')
  const perBar = Math.max(1, Math.floor(samples.length / waveBars))
  const width = longestSide / waveBars
  for (let bar = 0; context && bar < waveBars; bar += 1) {
    const loudest = samples
      .subarray(bar * perBar, (bar + 1) * perBar)
      .reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    const height = Math.max(1, loudest * canvas.height)
    context.fillStyle = waveColour
    context.fillRect(bar * width, (canvas.height - height) / 2, width - 1, height)
  }
  return canvas
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
