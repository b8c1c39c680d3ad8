'use client'

import { X } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { formatNumber } from '@/lib/locale'
import { binaryBody } from '@/lib/model/requests/build-body'
import { Button } from '../../ui/button'
import { Card, CardHeader } from '../../ui/card'
import { Note } from '../../ui/state/note'
import { RequestPreview } from '../request-preview'
import { SendBar } from '../send-bar'
import { useCtrlEnter } from '../use-ctrl-enter'
import { DropZone } from './drop-zone'
import type { KindInputProps } from './types'
import type { ChosenFile, FileKind } from './use-file'

interface FileCardProps extends Omit<KindInputProps<'image' | 'audio'>, 'contract' | 'partial' | 'start' | 'onStop'> {
  kind: FileKind
  file: ChosenFile
  /** A camera, a microphone. */
  device: ReactNode
  /** The chosen file as a person sees or hears it. */
  preview: (chosen: NonNullable<ChosenFile['chosen']>) => ReactNode
  /** What helps where the file is larger than Lambda takes, in words and as a button. */
  tooLarge: { advice: string; action?: ReactNode }
  children?: ReactNode
}

/** A file's bytes: dropped, chosen or made here, seen or heard before they are sent, and never more than Lambda takes. */
export function FileCard({ kind, file, device, preview, tooLarge, children, ...props }: FileCardProps) {
  const { input, title, expert, invokeUrl, busy, onSend } = props
  const { chosen, problem, setProblem, take, clear } = file
  const form = useCtrlEnter()
  const body = chosen && binaryBody(input.contentType, chosen.file)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!chosen) return setProblem(`Choose or make a ${kind.noun} first`)
    if (body?.ok)
      onSend(
        { method: 'POST', url: invokeUrl, ...body.value },
        { kind: input.kind, name: chosen.name, file: chosen.file },
      )
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
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4 p-4">
        <DropZone what={`A ${kind.noun}`} accept={`${kind.family}/*`} onFile={(one) => take(one, one.name)}>
          {device}
        </DropZone>
        {problem && (
          <Note tone="bad" role="alert">
            {problem}
          </Note>
        )}
        {chosen && (
          <figure className="grid gap-1.5">
            {preview(chosen)}
            <figcaption className="break-words text-12 text-fg-2">
              {chosen.name}, {formatNumber(chosen.file.size)} B
            </figcaption>
          </figure>
        )}
        {body && !body.ok && (
          <Note tone="warn" role="alert" action={tooLarge.action}>
            {body.error.message} {tooLarge.advice}
          </Note>
        )}
        {expert && body?.ok && <RequestPreview call={{ method: 'POST', url: invokeUrl, ...body.value }} />}
        <SendBar busy={busy} />
      </form>
      {children}
    </Card>
  )
}
