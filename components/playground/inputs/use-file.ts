'use client'

import { useEffect, useState } from 'react'

/** A kind of file, in words. */
export interface FileKind {
  /** The start of its media types, and of an `accept` attribute: `image`. */
  family: 'image' | 'audio'
  /** `picture`. */
  noun: string
  /** What is one, as said of a file that is none: `PNG and JPEG are.` */
  examples: string
}

interface Chosen {
  file: Blob
  name: string
}

/**
 * A chosen file and an address to show it by, given back when another comes; what was wrong with the last one.
 * @param start chosen before
 */
export function useFile({ family, noun, examples }: FileKind, start?: Chosen) {
  // The file is there from the first drawing on, so that what stands below it never moves; a browser alone gives it an address.
  const [chosen, setChosen] = useState<(Chosen & { url?: string }) | undefined>(start)
  const [problem, setProblem] = useState<string>()
  useEffect(() => start && setChosen(addressed(start)), [start])
  useEffect(() => {
    const url = chosen?.url
    return () => {
      if (url) URL.revokeObjectURL(url)
    }
  }, [chosen])
  return {
    chosen,
    problem,
    setProblem,
    take: (file: Blob, name: string) => {
      if (!file.type.startsWith(`${family}/`)) return setProblem(`${name} is no ${noun}. ${examples}`)
      setProblem(undefined)
      setChosen(addressed({ file, name }))
    },
    clear: () => {
      setProblem(undefined)
      setChosen(undefined)
    },
  }
}

const addressed = (chosen: Chosen) => ({ ...chosen, url: URL.createObjectURL(chosen.file) })

export type ChosenFile = ReturnType<typeof useFile>
