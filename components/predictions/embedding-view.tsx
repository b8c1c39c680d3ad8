import { formatValue } from '@/lib/model/predictions/headline'
import { pluralWord } from '@/lib/plural'
import { CopyButton } from '../ui/text/copy-button'
import { Verdict } from './verdict'

/** More vectors than this are counted only. */
const mostShown = 8
/** Cells of a strip; a longer vector is drawn as means of neighbours. */
const mostCells = 128

/** A strip for each vector: blue below zero, orange above, stronger further away; its length as a number. */
export function EmbeddingView({ vectors, name }: { vectors: number[][]; name?: string }) {
  const dimensions = vectors[0]?.length ?? 0
  return (
    <div className="grid gap-4">
      <Verdict
        name={name ?? 'Embedding'}
        unit={pluralWord(dimensions, 'dimension')}
        note={
          <CopyButton
            text={JSON.stringify(vectors.length === 1 ? vectors[0] : vectors)}
            label={pluralWord(vectors.length, 'Copy vector')}
            said="Copied as JSON"
          />
        }
      >
        {dimensions}
      </Verdict>
      <ul className="grid gap-3">
        {vectors.slice(0, mostShown).map((vector, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: vectors have no identity but their place
          <li key={index} className="grid gap-1">
            <Strip vector={vector} />
            <p className="text-12 text-fg-2">
              {vectors.length > 1 && `Vector ${index + 1}, `}norm {formatValue(normOf(vector))}, from{' '}
              {formatValue(vector.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY))} to{' '}
              {formatValue(vector.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY))}
            </p>
          </li>
        ))}
      </ul>
      <p className="text-12 text-fg-2">
        Blue is below zero, orange is above. A stronger color is further from zero.
        {vectors.length > mostShown && ` ${vectors.length - mostShown} further vectors are in the raw response.`}
      </p>
    </div>
  )
}

function Strip({ vector }: { vector: number[] }) {
  const cells = shrink(vector)
  const most = cells.reduce((found, value) => Math.max(found, Math.abs(value)), 0) || 1
  return (
    <div aria-hidden className="flex h-6 overflow-hidden rounded-chip bg-sunken ring-1 ring-line">
      {cells.map((value, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={index}
          className={value < 0 ? 'flex-1 bg-c1' : 'flex-1 bg-c3'}
          style={{ opacity: Number.isFinite(value) ? Math.abs(value) / most : 0 }}
        />
      ))}
    </div>
  )
}

function shrink(vector: number[]): number[] {
  const width = Math.ceil(vector.length / mostCells)
  return Array.from({ length: Math.ceil(vector.length / width) }, (_, cell) => {
    const part = vector.slice(cell * width, (cell + 1) * width)
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}

const normOf = (vector: number[]) => Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0))
