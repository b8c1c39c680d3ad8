/** Rows a second over the last ten seconds. */
const windowMs = 10_000

export function createSpeed() {
  let samples: { at: number; rows: number }[] = []
  let begun = 0
  return {
    reset: (now: number) => {
      samples = []
      begun = now
    },
    add: (rows: number, now: number) => {
      samples.push({ at: now, rows })
      if (samples.length > 200) samples = samples.filter((sample) => now - sample.at < windowMs)
    },
    perSecond: (now: number): number => {
      const recent = samples.filter((sample) => now - sample.at < windowMs)
      const spanMs = Math.min(windowMs, now - begun)
      return spanMs < 200 ? 0 : (recent.reduce((sum, sample) => sum + sample.rows, 0) / spanMs) * 1000
    },
  }
}
