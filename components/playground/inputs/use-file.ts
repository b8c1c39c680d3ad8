'use client'

import { useEffect, useState } from 'react'

/** A kind of file, in words. */
export interface FileKind {
  /** As its media types begin, and as an `accept` attribute has it: `image`. */
  family: 'image' | 'audio'
  /** `picture`. */
  noun: string
  /** What is one, as said of a file that is none: `PNG and JPEG are.` */
  examples: string
}

/** A chosen file and an address to show it by, given back when another comes; what was wrong with the last one. */
export function useFile({ family, noun, examples }: FileKind) {
  const [chosen, setChosen] = useState<{ file: Blob; name: string; url: string }>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => () => chosen && URL.revokeObjectURL(chosen.url), [chosen])
  return {
    chosen,
    problem,
    setProblem,
    take: (file: Blob, name: string) => {
      if (!file.type.startsWith(`${family}/`)) return setProblem(`${name} is no ${noun}. ${examples}`)
      setProblem(undefined)
      setChosen({ file, name, url: URL.createObjectURL(file) })
    },
    clear: () => {
      setProblem(undefined)
      setChosen(undefined)
    },
  }
}

export type ChosenFile = ReturnType<typeof useFile>
