import { cn } from '../ui/cn'

interface PictureOfProps {
  /** With or without `data:image/…;base64,` before it. */
  base64: string
  alt: string
  className?: string
}

const types: [start: string, type: string][] = [
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
]

/** A picture that stands in a body as text. */
export function PictureOf({ base64, alt, className }: PictureOfProps) {
  const type = types.find(([start]) => base64.startsWith(start))?.[1] ?? 'image/png'
  const src = base64.startsWith('data:') ? base64 : `data:${type};base64,${base64}`
  // biome-ignore lint/performance/noImgElement: there is nothing that a server could make smaller
  return <img src={src} alt={alt} className={cn('max-w-full rounded-ctl', className)} />
}
