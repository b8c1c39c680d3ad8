'use client'

import { Minimize2, X } from 'lucide-react'
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react'
import { binaryBody } from '@/lib/features/build-body'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Note } from '../../ui/note'
import { RequestPreview } from '../request-preview'
import { KeyHint, KeyHints, onCtrlEnter, SendBar } from '../send-bar'
import { Camera } from './camera'
import { downscale } from './downscale'
import { DropZone } from './drop-zone'
import type { KindInputProps } from './types'
import { useFile } from './use-file'

/** A picture: dropped, chosen, pasted or taken; seen before it is sent, and never larger than Lambda takes. */
export function ImageInput({ input, title, expert, invokeUrl, busy, onSend }: KindInputProps<'image'>) {
  const { chosen, take, clear } = useFile()
  const [problem, setProblem] = useState<string>()
  const takeFile = (file: Blob, name: string) => {
    if (!file.type.startsWith('image/')) return setProblem(`${name} is no picture. PNG and JPEG are.`)
    setProblem(undefined)
    take(file, name)
  }
  // Nothing here takes text, so whatever picture is pasted on the page is meant for this.
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const [file] = event.clipboardData?.files ?? []
    if (file) takeFile(file, file.name)
  })
  useEffect(() => {
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
  const body = chosen && binaryBody(input.contentType, chosen.file)
  const shrink = async () => {
    if (!chosen) return
    try {
      take(await downscale(chosen.file), chosen.name)
    } catch {
      setProblem(`The browser cannot read ${chosen.name}. Save it as PNG or JPEG first.`)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return setProblem('Choose a picture first')
    if (body?.ok) onSend({ method: 'POST', url: invokeUrl, ...body.value }, [chosen.name], { file: chosen.file })
  }
  return (
    <Card aria-labelledby="input">
      <CardHeader id="input" title={title} meta={expert ? `sent as ${input.contentType}` : undefined}>
        {chosen && (
          <Button size="sm" variant="ghost" icon={<X aria-hidden />} onClick={clear}>
            Remove
          </Button>
        )}
      </CardHeader>
      <form noValidate onSubmit={submit} onKeyDown={onCtrlEnter} className="grid gap-4 p-4">
        <DropZone what="A picture" accept="image/*" onFile={(file) => takeFile(file, file.name)}>
          <Camera onPicture={(picture) => takeFile(picture, 'camera.png')} onProblem={setProblem} />
        </DropZone>
        {problem && (
          <Note tone="bad" role="alert">
            {problem}
          </Note>
        )}
        {chosen && (
          <figure className="grid gap-1.5">
            {/* biome-ignore lint/performance/noImgElement: a local blob, which no optimiser can fetch */}
            <img
              src={chosen.url}
              alt={`Chosen: ${chosen.name}`}
              className="max-h-72 min-h-24 w-full rounded-ctl border border-line bg-sunken object-contain"
            />
            <figcaption className="break-words text-12 text-fg-2">
              {chosen.name}, {chosen.file.size.toLocaleString('en')} B
            </figcaption>
          </figure>
        )}
        {body && !body.ok && (
          <Note
            tone="warn"
            role="alert"
            action={
              <Button size="sm" icon={<Minimize2 aria-hidden />} onClick={shrink}>
                Downscale
              </Button>
            }
          >
            {body.error.message} A smaller copy can be sent in its place.
          </Note>
        )}
        {expert && body?.ok && <RequestPreview call={{ method: 'POST', url: invokeUrl, ...body.value }} />}
        <SendBar busy={busy} />
      </form>
      <KeyHints>
        <KeyHint keys={['Ctrl V']}>pastes a picture</KeyHint>
      </KeyHints>
    </Card>
  )
}
