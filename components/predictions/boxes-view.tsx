'use client'

import { useState } from 'react'
import { formatFixed } from '@/lib/locale'
import { headlineOf } from '@/lib/model/predictions/headline'
import type { Box, One } from '@/lib/model/predictions/prediction'
import { cn } from '../ui/cn'
import { BarRow } from './bar-row'
import { BlobImage } from './blob-image'
import { borderAt, fillAt } from './series'
import { Verdict } from './verdict'

/** More boxes than this hide the picture. */
const mostDrawn = 30

interface BoxesViewProps {
  prediction: Extract<One, { kind: 'boxes' }>
  name?: string
  /** The picture that was sent. */
  file?: Blob
}

/** Boxes on the picture that was sent, numbered as in the list below it; on an empty frame where there is no picture. */
export function BoxesView({ prediction, name, file }: BoxesViewProps) {
  const boxes = prediction.boxes.slice(0, mostDrawn)
  const [natural, setNatural] = useState<{ width: number; height: number }>()
  const frame = prediction.relative ? { width: 1, height: 1 } : (natural ?? frameOf(boxes))
  const isPlaced = prediction.relative || !file || natural !== undefined
  return (
    <div className="grid gap-4">
      <Verdict
        name={name ?? 'Objects'}
        note={prediction.boxes.length > mostDrawn && `The ${mostDrawn} surest are shown`}
      >
        {prediction.boxes.length === 0 ? 'None found' : prediction.boxes.length}
      </Verdict>
      {(file || boxes.length > 0) && (
        <div
          className={cn(
            'relative w-fit max-w-full justify-self-center overflow-hidden',
            !file && 'w-full max-w-md rounded-ctl border border-line-2 bg-sunken',
          )}
          style={file ? undefined : { aspectRatio: prediction.relative ? '4 / 3' : `${frame.width} / ${frame.height}` }}
          role="img"
          aria-label={`${file ? 'The picture that was sent' : 'An empty frame'} with ${headlineOf(prediction)}`}
        >
          {file && (
            <BlobImage
              blob={file}
              alt=""
              className="block max-h-[480px] max-w-full"
              onLoad={({ currentTarget: image }) =>
                setNatural({ width: image.naturalWidth, height: image.naturalHeight })
              }
            />
          )}
          {isPlaced &&
            boxes.map((box, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no identity but their place
                key={index}
                className={cn('absolute border-2', borderAt(index))}
                style={{
                  left: `${(box.xmin / frame.width) * 100}%`,
                  top: `${(box.ymin / frame.height) * 100}%`,
                  width: `${((box.xmax - box.xmin) / frame.width) * 100}%`,
                  height: `${((box.ymax - box.ymin) / frame.height) * 100}%`,
                }}
              >
                <span className="absolute top-0 left-0 bg-surface px-1 font-medium text-11 text-fg">{index + 1}</span>
              </span>
            ))}
        </div>
      )}
      <ol className="grid gap-2.5">
        {boxes.map((box, index) => (
          <BarRow
            // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no identity but their place
            key={index}
            place={index + 1}
            label={box.label}
            to={box.score}
            color={fillAt(index)}
            value={box.score === undefined ? undefined : formatFixed(box.score, 3)}
          />
        ))}
      </ol>
    </div>
  )
}

/** Pixels of a picture that is not here: as large as its boxes reach. */
const frameOf = (boxes: Box[]) => ({
  width: Math.max(1, ...boxes.map(({ xmax }) => xmax)),
  height: Math.max(1, ...boxes.map(({ ymax }) => ymax)),
})
