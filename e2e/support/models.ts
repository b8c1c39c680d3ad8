/** Small models for what the sandbox's own endpoints do not take: sound, shapes in a picture, series, wide rows. */
import { PNG } from 'pngjs'
import type { Model } from './containers'

/** Seconds and loudest sample of a WAV of 16 bits, as one row of NumPy's single floats. */
export const loudness: Model = ({ body }) => {
  if (body.toString('latin1', 0, 4) !== 'RIFF' || body.toString('latin1', 8, 12) !== 'WAVE') throw new Error('no WAV')
  const [channels, sampleRate, bits] = [body.readUInt16LE(22), body.readUInt32LE(24), body.readUInt16LE(34)]
  const begin = body.indexOf('data') + 8
  let loudest = 0
  for (let at = begin; at + 1 < body.length; at += 2) loudest = Math.max(loudest, Math.abs(body.readInt16LE(at)))
  const seconds = (body.length - begin) / (bits / 8) / channels / sampleRate
  return { contentType: 'application/x-npy', body: npyRow([seconds, loudest / 0x8000]) }
}

function npyRow(values: number[]): Buffer {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (1, ${values.length}), }`
  const header = Buffer.alloc(128, ' ')
  header.write('\x93NUMPY\x01\x00', 'latin1')
  header.writeUInt16LE(118, 8)
  header.write(`${text.padEnd(117)}\n`, 10)
  const data = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) data.writeFloatLE(value, index * 4)
  return Buffer.concat([header, data])
}

/** Each bright patch of a picture, as MXNet's detectors answer: class 0 is wider than high, 1 is not. */
export const patches: Model = ({ body }) => {
  const { width, height, data } = PNG.sync.read(body)
  const isBright = (place: number) => (data[place * 4] ?? 0) > 200 && (data[place * 4 + 1] ?? 0) > 200
  const seen = new Uint8Array(width * height)
  const found: number[][] = []
  for (let start = 0; start < seen.length && found.length < 8; start += 1) {
    if (seen[start] || !isBright(start)) continue
    let [left, top, right, bottom] = [width, height, 0, 0]
    const open = [start]
    seen[start] = 1
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      const [x, y] = [place % width, Math.floor(place / width)]
      ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
      const near = [x > 0 && place - 1, x < width - 1 && place + 1, y > 0 && place - width, place + width]
      for (const one of near)
        if (one !== false && one < seen.length && !seen[one] && isBright(one)) {
          seen[one] = 1
          open.push(one)
        }
    }
    const [wide, high] = [right + 1 - left, bottom + 1 - top]
    found.push([
      wide > high ? 0 : 1,
      0.9 - found.length / 10,
      left / width,
      top / height,
      (right + 1) / width,
      (bottom + 1) / height,
    ])
  }
  return { contentType: 'application/json', body: JSON.stringify({ prediction: found }) }
}

/** Each series goes on as it went a season ago, as DeepAR answers. */
export const seasonal: Model = ({ body }) => {
  const { instances, configuration } = JSON.parse(body.toString()) as {
    instances: { target: number[] }[]
    configuration?: { season?: number }
  }
  const season = configuration?.season ?? 7
  const predictions = instances.map(({ target }) => {
    const mean = target.slice(-season)
    const spread = Math.max(...target) - Math.min(...target)
    const shifted = (share: number) => mean.map((value) => value + spread * share)
    return { mean, quantiles: { '0.1': shifted(-0.2), '0.9': shifted(0.2) } }
  })
  return { contentType: 'application/json', body: JSON.stringify({ predictions }) }
}

/** How many features `strangeness` takes. */
export const wide = 64

/** How far a row lies from zero, as Random Cut Forest answers. */
export const strangeness: Model = ({ body }) => {
  const rows = body
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
  const uneven = rows.find((row) => row.length !== wide || !row.every(Number.isFinite))
  if (uneven) throw new Error(`X has ${uneven.length} features, but the model is expecting ${wide} features`)
  const scores = rows.map((row) => ({ score: Math.hypot(...row) / Math.sqrt(wide) }))
  return { contentType: 'application/json', body: JSON.stringify({ scores }) }
}
