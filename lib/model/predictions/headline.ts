/** A prediction in one line: for live regions, tables, the history. */
import { formatNumber, readerLocale } from '../../locale'
import { plural, pluralWord } from '../../plural'
import type { Prediction } from './prediction'
import { isAnomalous } from './series/anomaly'

const longest = 140

/**
 * Six significant digits, without an exponent where it can be read; a great whole number has all of its digits.
 * @param exact the number as the model wrote it, if that has digits which a number of JavaScript cannot have
 */
export function formatValue(value: number, exact?: string, locale = readerLocale()): string {
  if (exact !== undefined) return exact
  if (!Number.isFinite(value)) return String(value)
  if (Number.isSafeInteger(value) && Math.abs(value) >= 1e6)
    return Math.abs(value) < 1e9 ? formatNumber(value, {}, locale) : String(value)
  return Math.abs(value) >= 1e9 || (value !== 0 && Math.abs(value) < 1e-4)
    ? value.toExponential(4)
    : formatNumber(value, { maximumSignificantDigits: 6 }, locale)
}

/** Beyond all that the training data held: the model guesses. */
export const isBeyond = ({ value, seen }: { value: number; seen?: { min: number; max: number } }): boolean =>
  seen !== undefined && (value < seen.min || value > seen.max)

/** Without unit, which stands beside a value. */
export function headlineOf(prediction: Prediction): string {
  switch (prediction.kind) {
    case 'classes':
    case 'cluster':
      return prediction.label
    case 'value':
      return formatValue(prediction.value, prediction.exact)
    case 'anomaly': {
      const verdict = isAnomalous(prediction)
      const side = verdict === undefined ? '' : verdict ? ', anomalous' : ', usual'
      return `${formatValue(prediction.score)}${side}`
    }
    case 'forecast':
      return forecastLine(prediction)
    case 'boxes':
      return counted(
        prediction.boxes.length,
        'object',
        prediction.boxes.map(({ label }) => label),
      )
    case 'spans':
      return counted(
        prediction.spans.length,
        'span',
        prediction.spans.map(({ text, label }) => `${text} (${label})`),
      )
    case 'embedding': {
      const dimensions = plural(prediction.vectors[0]?.length ?? 0, 'dimension')
      return prediction.vectors.length > 1 ? `${prediction.vectors.length} vectors of ${dimensions}` : dimensions
    }
    case 'masks':
      return counted(
        prediction.masks.length,
        'mask',
        prediction.masks.map(({ label }) => label),
      )
    case 'ranking':
      return rankingLine(prediction)
    case 'text':
      return textLine(prediction)
    case 'answer':
      return cut(prediction.answers[0]?.answer ?? '') || 'No answer'
    case 'vector':
      return listed(prediction.outputs.map(({ name, value, exact }) => `${name} ${formatValue(value, exact)}`))
    case 'tensors':
      return listed(prediction.tensors.map(({ name, shape }) => `${name} ${shape.join(' × ')}`))
    case 'rows':
      return `${prediction.rows.length} predictions`
    case 'error':
      return cut(prediction.message)
    case 'raw':
      return cut(prediction.text) || 'An empty body'
  }
}

/** What the steps are read from: the mean, else the quantile nearest the middle, else the median of the samples. */
export function middleOf({ mean, quantiles, samples }: Extract<Prediction, { kind: 'forecast' }>): number[] {
  const nearest = [...quantiles].sort((a, b) => Math.abs(a.share - 0.5) - Math.abs(b.share - 0.5))[0]
  return mean ?? nearest?.values ?? (samples[0] ?? []).map((_, step) => medianAt(samples, step))
}

function medianAt(samples: number[][], step: number): number {
  const values = samples.map((sample) => sample[step] ?? Number.NaN).filter(Number.isFinite)
  const sorted = values.sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

function forecastLine(prediction: Extract<Prediction, { kind: 'forecast' }>): string {
  const steps = middleOf(prediction)
  const known = steps.filter(Number.isFinite)
  const count = plural(steps.length, 'step')
  const [begin, end] = [known[0], known.at(-1)]
  return begin === undefined || end === undefined ? count : `${count}, ${formatValue(begin)} to ${formatValue(end)}`
}

function rankingLine({ ranked }: Extract<Prediction, { kind: 'ranking' }>): string {
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (before, next) => (before && before.score >= next.score ? before : next),
    undefined,
  )
  return best ? `Index ${best.index} is best of ${ranked.length}, ${formatValue(best.score)}` : 'Nothing ranked'
}

function textLine({ texts, calls = [] }: Extract<Prediction, { kind: 'text' }>): string {
  const called = calls.length > 0 ? `Calls ${listed(calls.map(({ name }) => name))}` : ''
  return cut(texts[0] ?? '') || called || 'An empty text'
}

const counted = (count: number, what: string, names: string[]) =>
  count === 0 ? `No ${pluralWord(0, what)}` : `${plural(count, what)}: ${listed([...new Set(names)])}`

const listed = (parts: string[]) => `${parts.slice(0, 4).join(', ')}${parts.length > 4 ? ', …' : ''}`

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
