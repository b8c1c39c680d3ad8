'use client'

import { useEffect, useState } from 'react'
import { BlobImage } from '@/components/predictions/blob-image'
import { BoxesView } from '@/components/predictions/boxes-view'
import type { FeatureContract } from '@/lib/model/contract/contract'
import { predictionOf, type Run } from '@/lib/runs/run'

interface ComparedFilesProps {
  older: Run
  newer: Run
  output: FeatureContract['output']
  /** By their bytes. */
  differ: boolean
}

/** Two pictures with what was found on them, or two recordings; nothing where either input is no file. */
export function ComparedFiles({ older, newer, output, differ }: ComparedFilesProps) {
  if (!('file' in older.input && 'file' in newer.input)) return null
  return (
    <section aria-label="Files" className="grid gap-2">
      <p className="text-12 text-fg-2">
        {differ ? 'The bytes of the files differ.' : 'The files are the same, byte by byte.'}
      </p>
      <div className="grid grid-cols-2 items-start gap-4">
        <OneFile run={older} side="Older run" output={output} />
        <OneFile run={newer} side="Newer run" output={output} />
      </div>
    </section>
  )
}

function OneFile({ run, side, output }: { run: Run; side: string; output: FeatureContract['output'] }) {
  const { input } = run
  if (!('file' in input)) return null
  const prediction = predictionOf(run, output)
  return (
    <figure className="grid min-w-0 gap-1.5">
      {input.kind === 'audio' ? (
        <Sound file={input.file} label={`${side}: ${input.name}`} />
      ) : prediction.kind === 'boxes' ? (
        <BoxesView prediction={prediction} file={input.file} />
      ) : (
        <BlobImage
          blob={input.file}
          alt={`${side}: ${input.name}`}
          className="max-h-72 min-h-24 w-full rounded-ctl border border-line bg-sunken object-contain"
        />
      )}
      <figcaption className="text-12 text-fg-2">{side}</figcaption>
    </figure>
  )
}

function Sound({ file, label }: { file: Blob; label: string }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const mine = URL.createObjectURL(file)
    setUrl(mine)
    return () => URL.revokeObjectURL(mine)
  }, [file])
  // biome-ignore lint/a11y/useMediaCaption: the person's own recording has no captions
  return <audio controls src={url} aria-label={label} className="w-full min-w-0" />
}
