'use client'

import { Camera as CameraIcon, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { deviceProblem } from './device-problem'

interface CameraProps {
  onPicture: (picture: Blob) => void
  onProblem: (problem: string) => void
}

/** Opens the camera on demand, shows what it sees, takes one picture, and lets go of it. */
export function Camera({ onPicture, onProblem }: CameraProps) {
  const [stream, setStream] = useState<MediaStream>()
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream
    return () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [stream])
  const open = async () => {
    try {
      setStream(await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }))
    } catch (error) {
      onProblem(deviceProblem('camera', error))
    }
  }
  const take = async () => {
    const seen = video.current
    if (!seen) return
    const canvas = new OffscreenCanvas(seen.videoWidth, seen.videoHeight)
    canvas.getContext('2d')?.drawImage(seen, 0, 0)
    onPicture(await canvas.convertToBlob({ type: 'image/png' }))
    setStream(undefined)
  }
  if (!stream)
    return (
      <Button icon={<CameraIcon aria-hidden />} onClick={open}>
        Camera
      </Button>
    )
  return (
    <div className="grid w-full gap-2">
      <video ref={video} autoPlay muted playsInline aria-label="What the camera sees" className="w-full rounded-ctl" />
      <div className="flex justify-center gap-2">
        <Button icon={<CameraIcon aria-hidden />} onClick={take}>
          Take picture
        </Button>
        <Button variant="ghost" icon={<X aria-hidden />} onClick={() => setStream(undefined)}>
          Close camera
        </Button>
      </div>
    </div>
  )
}
