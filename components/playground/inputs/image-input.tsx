'use client'

import { Minimize2 } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { samplePicture } from '@/lib/model/requests/sample-picture'
import { Button } from '../../ui/button'
import { KeyHint, KeyHints } from '../send-bar'
import { Camera } from './camera'
import { downscale } from './downscale'
import { FileCard } from './file-card'
import type { KindInputProps } from './types'
import { type FileKind, useFile } from './use-file'

/** What the form starts with. */
const sample = { file: new Blob([samplePicture()], { type: 'image/png' }), name: 'sample.png' }

const picture: FileKind = { family: 'image', noun: 'picture', examples: 'PNG and JPEG are.' }

/** A picture: dropped, chosen, pasted or taken; seen before it is sent. */
export function ImageInput({ start, ...props }: KindInputProps<'image'>) {
  const file = useFile(picture, start ?? sample)
  const { chosen, take, setProblem } = file
  // Nothing here takes text, so whatever picture is pasted on the page is meant for this.
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const [pasted] = event.clipboardData?.files ?? []
    if (pasted) take(pasted, pasted.name)
  })
  useEffect(() => {
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
  const shrink = async () => {
    if (!chosen) return
    try {
      take(await downscale(chosen.file), chosen.name)
    } catch {
      setProblem(`The browser cannot read ${chosen.name}. Save it as PNG or JPEG first.`)
    }
  }
  return (
    <FileCard
      {...props}
      kind={picture}
      file={file}
      device={<Camera onPicture={(taken) => take(taken, 'camera.png')} onProblem={setProblem} />}
      preview={({ url, name }) => (
        // biome-ignore lint/performance/noImgElement: a local blob, which no optimiser can fetch
        <img
          src={url}
          alt={`Chosen: ${name}`}
          // Of one height, whatever the picture: nothing moves when it comes or when another is chosen.
          className="h-56 w-full rounded-ctl border border-line bg-sunken object-contain"
        />
      )}
      tooLarge={{
        advice: 'A smaller copy can be sent in its place.',
        action: (
          <Button size="sm" icon={<Minimize2 aria-hidden />} onClick={shrink}>
            Downscale
          </Button>
        ),
      }}
    >
      <KeyHints>
        <KeyHint keys={['Ctrl V']}>pastes a picture</KeyHint>
      </KeyHints>
    </FileCard>
  )
}
