'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import type { DescribedUrl } from '@/lib/snippets/described-url'
import { type DownloadKind, downloadKinds } from '@/lib/snippets/download-kinds'
import { Button } from '../ui/button'
import { saveFile } from '../ui/save-file'

/** Files for those who call the URL, made in the browser when somebody requests one. */
export function Downloads({ url }: { url: DescribedUrl }) {
  const [failed, setFailed] = useState(false)
  const save = async (kind: DownloadKind) => {
    try {
      const { downloadFile } = await import('@/lib/snippets/download-file')
      const { name, type, text } = downloadFile(kind, url)
      saveFile(new Blob([text], { type }), name)
      setFailed(false)
    } catch {
      setFailed(true)
    }
  }
  return (
    <section aria-label="Files for callers" className="grid gap-2 px-4 py-2.5">
      <p className="text-12 text-fg-2">
        For applications that call this URL. The files contain its address and what it takes, and no key.
      </p>
      <div className="flex flex-wrap gap-2">
        {downloadKinds.map(({ kind, label }) => (
          <Button
            key={kind}
            size="sm"
            icon={<Download aria-hidden />}
            aria-label={`Download ${label}`}
            onClick={() => save(kind)}
          >
            {label}
          </Button>
        ))}
      </div>
      {failed && (
        <p role="alert" className="text-12 text-bad-f">
          The file could not be made. Load this page again, and try again.
        </p>
      )}
    </section>
  )
}
