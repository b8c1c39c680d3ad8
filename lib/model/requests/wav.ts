/** A recording as a WAV file: 16-bit PCM, one channel. http://soundfile.sapp.org/doc/WaveFormat/ */

/** @param samples -1 to 1; what lies beyond is cut. @param sampleRate Hz */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at)
  word(0, 'RIFF')
  view.setUint32(4, 36 + samples.length * 2, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  word(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => {
    const cut = Math.max(-1, Math.min(1, sample))
    view.setInt16(44 + index * 2, Math.round(cut < 0 ? cut * 0x8000 : cut * 0x7fff), true)
  })
  return bytes
}

/** Several channels become one: their mean. */
export function mixed(channels: Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels
  return first.map((_, index) => channels.reduce((sum, channel) => sum + (channel[index] ?? 0), 0) / channels.length)
}
