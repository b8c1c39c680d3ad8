'use client'

import { useEffect, useState } from 'react'

/** A chosen file and an address to show it by, given back when another comes. */
export function useFile() {
  const [chosen, setChosen] = useState<{ file: Blob; name: string; url: string }>()
  useEffect(() => () => chosen && URL.revokeObjectURL(chosen.url), [chosen])
  return {
    chosen,
    take: (file: Blob, name: string) => setChosen({ file, name, url: URL.createObjectURL(file) }),
    clear: () => setChosen(undefined),
  }
}
