'use client'

import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { binaryBody } from '@/lib/features/build-body'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Note } from '../../ui/note'
import { RequestPreview } from '../request-preview'
import { onCtrlEnter, SendBar } from '../send-bar'
import { DropZone } from './drop-zone'
import { Recorder } from './recorder'
import type { KindInputProps } from './types'
import { useFile } from './use-file'

/** A recording: dropped, chosen, or made here; heard before it is sent. */
export function AudioInput({ input, title, expert, invokeUrl, busy, onSend }: KindInputProps<'audio'>) {
  const { chosen, take, clear } = useFile()
  const [problem, setProblem] = useState<string>()
  const takeFile = (file: Blob, name: string) => {
    if (!file.type.startsWith('audio/')) return setProblem(`${name} is no recording. WAV, MP3 and FLAC are.`)
    setProblem(undefined)
    take(file, name)
  }
  const body = chosen && binaryBody(input.contentType, chosen.file)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return setProblem('Choose or make a recording first')
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
        <DropZone what="A recording" accept="audio/*" onFile={(file) => takeFile(file, file.name)}>
          <Recorder onRecording={(wav) => takeFile(wav, 'recording.wav')} onProblem={setProblem} />
        </DropZone>
        {problem && (
          <Note tone="bad" role="alert">
            {problem}
          </Note>
        )}
        {chosen && (
          <figure className="grid gap-1.5">
            {/* biome-ignore lint/a11y/useMediaCaption: the person's own recording has no captions */}
            <audio controls src={chosen.url} aria-label={`Chosen: ${chosen.name}`} className="w-full" />
            <figcaption className="break-words text-12 text-fg-2">
              {chosen.name}, {chosen.file.size.toLocaleString('en')} B
            </figcaption>
          </figure>
        )}
        {body && !body.ok && (
          <Note tone="warn" role="alert">
            {body.error.message} Cut it, or lower its sample rate.
          </Note>
        )}
        {expert && body?.ok && <RequestPreview call={{ method: 'POST', url: invokeUrl, ...body.value }} />}
        <SendBar busy={busy} />
      </form>
    </Card>
  )
}
