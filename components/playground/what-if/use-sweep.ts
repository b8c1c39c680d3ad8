'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormValues } from '@/lib/model/requests/encode'
import { type Response, responseOf } from '@/lib/what-if/response'
import { useAuthorize } from '../call/authorize'
import type { Explanation } from '../call/explain'
import { notDrawn, predictRows, type SweepTarget } from './predict-rows'

/** What was drawn, and from which values of the form. */
export interface Drawn<Shape> {
  shape: Shape
  base: FormValues
  response: Response
  rows: number
  requests: number
  tookMs: number
  at: string
}

export interface Running {
  done: number
  requests: number
  /** The seconds of this wait, after a request to slow down. */
  waitSeconds?: number
}

export interface Wanted<Shape> {
  shape: Shape
  base: FormValues
  rows: string[]
}

/** Calls the public API for many rows; what was drawn before stays until the new answers are there. */
export function useSweep<Shape>(target: SweepTarget) {
  const [drawn, setDrawn] = useState<Drawn<Shape>>()
  const [running, setRunning] = useState<Running>()
  const [problem, setProblem] = useState<Explanation>()
  /** The endpoint takes one row at a time: so many requests, if somebody says so. */
  const [question, setQuestion] = useState<{ wanted: Wanted<Shape>; requests: number }>()
  const authorize = useAuthorize()
  const mine = useRef<AbortController>(undefined)
  useEffect(() => () => mine.current?.abort(), [])
  const cancel = useCallback(() => {
    mine.current?.abort()
    setRunning(undefined)
  }, [])
  const draw = async (wanted: Wanted<Shape>, oneByOne = false) => {
    mine.current?.abort()
    const controller = new AbortController()
    mine.current = controller
    setProblem(undefined)
    setQuestion(undefined)
    setRunning({ done: 0, requests: 0 })
    const isCurrent = () => mine.current === controller && !controller.signal.aborted
    const predictions = await predictRows({
      ...target,
      authorize,
      rows: wanted.rows,
      oneByOne,
      signal: controller.signal,
      onProgress: (done, requests) => isCurrent() && setRunning((now) => ({ ...now, done, requests })),
      onWait: (waitSeconds) => isCurrent() && setRunning((now) => now && { ...now, waitSeconds }),
    })
    if (!predictions || !isCurrent()) return
    setRunning(undefined)
    if (predictions.kind === 'problem') return setProblem(predictions.problem)
    if (predictions.kind === 'one-at-a-time') return setQuestion({ wanted, requests: predictions.requests })
    const response = responseOf(predictions.points)
    if (!response) return setProblem(notDrawn)
    const { requests, tookMs } = predictions
    const { shape, base, rows } = wanted
    setDrawn({ shape, base, response, rows: rows.length, requests, tookMs, at: new Date().toISOString() })
  }
  const dismiss = () => setQuestion(undefined)
  return { drawn, running, problem, question, draw, cancel, dismiss }
}

export type Sweep<Shape> = ReturnType<typeof useSweep<Shape>>
