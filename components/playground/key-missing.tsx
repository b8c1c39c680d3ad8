import { Note } from '../ui/state/note'

/** The URL requires keys, and the page has none that it accepts. */
export function KeyMissing({ why, overviewPath }: { why: string; overviewPath: string }) {
  return (
    <Note
      tone="warn"
      role="status"
      title="The playground has no valid key."
      className="mb-4"
      action={
        <a href={overviewPath} className="link">
          Overview
        </a>
      }
    >
      This URL answers only callers with an API key, so requests from here get 403. {why}
    </Note>
  )
}
