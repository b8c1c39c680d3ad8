'use client'

import { FileCard } from './file-card'
import { Recorder } from './recorder'
import type { KindInputProps } from './types'
import { type FileKind, useFile } from './use-file'

const recording: FileKind = { family: 'audio', noun: 'recording', examples: 'WAV, MP3 and FLAC are.' }

/** A recording: dropped, chosen, or made here; heard before it is sent. */
export function AudioInput({ start, ...props }: KindInputProps<'audio'>) {
  const file = useFile(recording, start)
  return (
    <FileCard
      {...props}
      kind={recording}
      file={file}
      device={<Recorder onRecording={(wav) => file.take(wav, 'recording.wav')} onProblem={file.setProblem} />}
      preview={({ url, name }) => (
        // biome-ignore lint/a11y/useMediaCaption: the person's own recording has no captions
        <audio controls src={url} aria-label={`Chosen: ${name}`} className="w-full" />
      )}
      tooLarge={{ advice: 'Cut it, or lower its sample rate.' }}
    />
  )
}
