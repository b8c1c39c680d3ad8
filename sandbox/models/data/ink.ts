/** Pictures of ink on paper: a PNG or JPEG of any size; dark ink on light paper is turned round, as MNIST's ink is light. */
import { decode as decodeJpeg } from 'jpeg-js'
import { PNG } from 'pngjs'

export interface Ink {
  width: number
  height: number
  /** 0 (paper) to 1 (ink); 0 outside of the picture. */
  inkAt: (x: number, y: number) => number
}

/** A part of a picture, in pixels. */
export interface Part {
  left: number
  top: number
  width: number
  height: number
}

/** Returns undefined if the bytes are no picture. */
export function readInk(bytes: Buffer): Ink | undefined {
  const picture = decoded(bytes)
  if (!picture) return undefined
  const { width, height, data } = picture
  const light = Float32Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(index * 4, index * 4 + 4)
    return ((0.299 * red + 0.587 * green + 0.114 * blue) / 255) * (alpha / 255)
  })
  const isDarkInk = light.reduce((sum, value) => sum + value, 0) > light.length / 2
  const inkAt = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return 0
    const value = light[y * width + x] ?? 0
    return isDarkInk ? 1 - value : value
  }
  return { width, height, inkAt }
}

function decoded(bytes: Buffer): { width: number; height: number; data: Uint8Array } | undefined {
  try {
    return bytes[0] === 0x89 ? PNG.sync.read(bytes) : decodeJpeg(bytes, { useTArray: true, maxMemoryUsageInMB: 128 })
  } catch {
    return undefined
  }
}
