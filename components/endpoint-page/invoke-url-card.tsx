'use client'

import { useState } from 'react'
import type { Result } from '@/lib/result'
import type { Snippet } from '@/lib/snippets/below-snippets'
import type { DescribedUrl } from '@/lib/snippets/described-url'
import { highlight } from '@/lib/snippets/highlight'
import type { Live } from '@/lib/wiring/state/live-words'
import { Downloads } from '../callers/downloads'
import { Card, CardHeader } from '../ui/card'
import { Segmented } from '../ui/form/segmented'
import { CodeBlock } from '../ui/text/code-block'
import { UrlBlock } from '../ui/text/url-block'
import { LiveAdvice, LiveBadge } from '../wiring/live-badge'
import { ExportLine } from './export-line'

export interface InvokeUrlCardProps {
  /** With the sample's query, where there is a sample. */
  url: string
  live: boolean
  /** What the last deploy proved. */
  proved?: Live
  method: 'GET' | 'POST'
  /** The first is shown at first. */
  snippets: [Snippet, ...Snippet[]]
  /** The snippets hold a placeholder instead of a row. */
  withoutSample: boolean
  /** Returns the OpenAPI document as text. */
  exportApi: () => Promise<Result<{ document: string }>>
  /** What downloads are made of. */
  described: DescribedUrl
  /** For the name of the file. */
  endpointName: string
}

export function InvokeUrlCard(props: InvokeUrlCardProps) {
  const { url, live, proved, method, snippets, withoutSample, described, exportApi, endpointName } = props
  const [chosen, setChosen] = useState('curl')
  const { label, language, code } = snippets.find((one) => one.label === chosen) ?? snippets[0]
  return (
    <Card aria-labelledby="invoke-url">
      <CardHeader
        id="invoke-url"
        title="Invoke URL"
        meta={<LiveBadge state={live ? 'live' : 'incomplete'} live={proved} variant="bare" />}
      >
        <Segmented
          label="Language of the snippet"
          value={label}
          onValueChange={setChosen}
          items={snippets.map((one) => ({ value: one.label, label: one.label }))}
        />
      </CardHeader>
      <div className="grid gap-3 px-4 py-3">
        <UrlBlock method={method} url={url} copyLabel="Copy URL" />
        {live && <LiveAdvice live={proved} />}
        {withoutSample && (
          <p className="text-12 text-fg-2">
            This deploy has no sample row. Replace the placeholder in the snippet with a row of your data.
          </p>
        )}
      </div>
      <CodeBlock code={code} tokens={highlight(code, language)} label={`Call in ${label}`} copied={`${label} copied`} />
      {!described.facts.adopted && (
        <div className="border-line border-t">
          <Downloads url={described} />
        </div>
      )}
      {live && <ExportLine exportApi={exportApi} endpointName={endpointName} />}
    </Card>
  )
}
