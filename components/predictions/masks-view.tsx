import { formatFixed } from '@/lib/locale'
import type { One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { BlobImage } from './blob-image'
import { PictureOf } from './picture-of'
import { fillAt } from './series'
import { Verdict } from './verdict'

/** More masks than this hide each other. */
const mostShown = 12

interface MasksViewProps {
  prediction: Extract<One, { kind: 'masks' }>
  name?: string
  /** The picture that was sent. */
  file?: Blob
}

/** Each mask in its colour over the picture that was sent, and by itself beside its label. */
export function MasksView({ prediction: { masks }, name, file }: MasksViewProps) {
  const shown = masks.slice(0, mostShown)
  return (
    <div className="grid gap-4">
      <Verdict name={name ?? 'Masks'} note={masks.length > mostShown && `The first ${mostShown} are shown`}>
        {masks.length}
      </Verdict>
      {file && (
        <div
          role="img"
          aria-label={`The picture that was sent with its masks: ${shown.map(({ label }) => label).join(', ')}`}
          className="relative w-fit max-w-full justify-self-center overflow-hidden rounded-ctl"
        >
          <BlobImage blob={file} alt="" className="block max-h-[480px] max-w-full" />
          {shown.map(({ image }, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: masks have no identity but their place
              key={index}
              className={cn('absolute inset-0 opacity-45', fillAt(index))}
              style={{ maskImage: `url("${urlOf(image)}")`, maskSize: '100% 100%', maskMode: 'luminance' }}
            />
          ))}
        </div>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-3">
        {shown.map(({ label, score, image }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: masks have no identity but their place
          <li key={index} className="grid content-start gap-1.5">
            <PictureOf base64={image} alt={`Mask of ${label}`} className="w-full border border-line bg-sunken" />
            <span className="flex min-w-0 items-center gap-2">
              <span aria-hidden className={cn('size-2.5 shrink-0 rounded-chip', fillAt(index))} />
              <span className="min-w-0 truncate" title={label}>
                {label}
              </span>
              {score !== undefined && (
                <span className="ml-auto font-mono text-code tabular-nums">{formatFixed(score, 3)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Base64 alone, so that nothing of a body gets into the style. */
function urlOf(image: string): string {
  const base64 = image.replace(/^data:[^,]*,/, '')
  return /^[A-Za-z0-9+/=]*$/.test(base64) ? `data:image/png;base64,${base64}` : ''
}
