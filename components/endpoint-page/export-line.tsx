'use client'

import { Download } from 'lucide-react'
import type { Result } from '@/lib/result'
import { Button } from '../ui/button'
import { useAction } from '../ui/hooks/use-action'
import { saveFile } from '../ui/save-file'
import { FailureNote } from '../ui/state/failure-note'

interface ExportLineProps {
  /** Returns the OpenAPI document as text. */
  exportApi: () => Promise<Result<{ document: string }>>
  endpointName: string
}

/** The public API as AWS describes it, for tools that read OpenAPI. */
export function ExportLine({ exportApi, endpointName }: ExportLineProps) {
  const { run, busy, failure } = useAction(exportApi)
  const save = async () => {
    const exported = await run(undefined)
    if (!exported.ok) return
    const file = new Blob([exported.value.document], { type: 'application/vnd.oai.openapi+json;version=3.0' })
    saveFile(file, `${endpointName}.openapi.json`)
  }
  return (
    <div className="grid gap-2 border-line border-t px-4 py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-12 text-fg-2">
          For API clients and code generators: what API Gateway serves, as OpenAPI 3.0.
        </p>
        <Button size="sm" busy={busy} icon={<Download aria-hidden />} onClick={save}>
          Download OpenAPI
        </Button>
      </div>
      <FailureNote failure={failure} />
    </div>
  )
}
