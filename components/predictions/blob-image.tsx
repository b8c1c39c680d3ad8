'use client'

import { type ComponentProps, useCallback } from 'react'

/** A picture of this browser's memory; its address lives as long as it is shown. */
export function BlobImage({ blob, alt, ...props }: { blob: Blob; alt: string } & ComponentProps<'img'>) {
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return
      const url = URL.createObjectURL(blob)
      image.src = url
      return () => URL.revokeObjectURL(url)
    },
    [blob],
  )
  // biome-ignore lint/performance/noImgElement: there is nothing that a server could make smaller
  return <img {...props} ref={show} alt={alt} />
}
