'use client'

import { Mic, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { encodeWav, mixed } from '@/lib/model/requests/wav'
import { Button } from '../../ui/button'
import { deviceProblem } from './device-problem'

interface RecorderProps {
  onRecording: (wav: Blob) => void
  onProblem: (problem: string) => void
}

/** What speech models are trained on, in Hz. */
const sampleRate = 16_000

/** Records from the microphone; the browser's own format becomes WAV, which every container reads. */
export function Recorder({ onRecording, onProblem }: RecorderProps) {
  const recorder = useRef<MediaRecorder>(undefined)
  const [recording, setRecording] = useState(false)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!recording) return
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [recording])
  useEffect(() => () => stopTracks(recorder.current), [])
  const start = async () => {
    try {
      const mine = new MediaRecorder(await navigator.mediaDevices.getUserMedia({ audio: true }))
      const parts: Blob[] = []
      mine.ondataavailable = ({ data }) => parts.push(data)
      mine.onstop = async () => {
        stopTracks(mine)
        setRecording(false)
        try {
          onRecording(await toWav(new Blob(parts)))
        } catch {
          onProblem('Nothing was recorded. Record for a second or longer.')
        }
      }
      recorder.current = mine
      mine.start()
      setSeconds(0)
      setRecording(true)
    } catch (error) {
      onProblem(deviceProblem('microphone', error))
    }
  }
  return recording ? (
    <Button icon={<Square aria-hidden />} onClick={() => recorder.current?.stop()}>
      Stop recording
      <span className="font-mono text-12 text-fg-2">{seconds} s</span>
    </Button>
  ) : (
    <Button icon={<Mic aria-hidden />} onClick={start}>
      Record
    </Button>
  )
}

const stopTracks = (recorder: MediaRecorder | undefined) => {
  for (const track of recorder?.stream.getTracks() ?? []) track.stop()
}

async function toWav(recording: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, sampleRate)
  const sound = await context.decodeAudioData(await recording.arrayBuffer())
  const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index))
  return new Blob([encodeWav(mixed(channels), sound.sampleRate)], { type: 'audio/wav' })
}
