'use client'

import { useEffect, useState } from 'react'

const soonMs = 2_500

/** After some seconds of waiting: why a serverless endpoint can take longer. */
export function SlowStart() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), soonMs)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <span role="status" className="mt-2 block max-w-80 text-12">
      A serverless endpoint that nobody called for a while starts first. That can take up to a minute, and the next
      answer is quick again.
    </span>
  )
}
