'use client'

import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { FoundLines } from '@/lib/trace/types'
import { Card, CardHeader } from '../ui/card'
import { Segmented } from '../ui/form/segmented'
import { LogLines } from './log-lines'

const ranges = { '15 min': 15, '1 h': 60, '24 h': 1_440, '7 days': 10_080 }
type Range = keyof typeof ranges

/** What the endpoint's containers wrote: where a start fails or a model breaks, the reason is here. */
export function ContainerLogCard({ read }: { read: (since: string) => Promise<Result<FoundLines>> }) {
  const [range, setRange] = useState<Range>('1 h')
  return (
    <Card aria-label="Container log">
      <CardHeader title="Container log" meta="the endpoint’s own">
        <Segmented
          label="Time range"
          value={range}
          onValueChange={setRange}
          items={Object.keys(ranges).map((name) => ({ value: name as Range, label: name }))}
        />
      </CardHeader>
      <div className="p-4">
        <LogLines
          key={range}
          label="Read container log"
          read={() => read(new Date(Date.now() - ranges[range] * 60_000).toISOString())}
        />
      </div>
    </Card>
  )
}
