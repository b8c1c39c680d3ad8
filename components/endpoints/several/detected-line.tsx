import type { DetectedRow } from '@/lib/endpoints/types'
import { uncapitalized } from '@/lib/first-letter'

/** What was found of one ticked endpoint, its path and who can call. */
export function DetectedLine({ row }: { row?: DetectedRow }) {
  if (!row) return <span role="status">Finding out what the model takes</span>
  const { line, learned: reported, unsure, path, callers, failure } = row
  if (failure)
    return (
      <span className="text-bad-f">
        {failure.message} {failure.remedy}
      </span>
    )
  return (
    <>
      <span className={unsure ? 'text-warn-f' : 'text-fg-2'}>{line}</span>
      <br />
      <span className="mono">{path}</span>, {callers && uncapitalized(callers)}
      {unsure && reported && (
        <>
          <br />
          {reported}
        </>
      )}
    </>
  )
}
