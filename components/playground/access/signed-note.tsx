import { Note } from '../../ui/state/note'

/** Who signs what is sent from this page. */
export function SignedNote({ obstacle }: { obstacle?: string }) {
  if (obstacle)
    return (
      <Note tone="warn" title="This URL answers signed requests only." className="mb-4">
        The console signs none for you. {obstacle}
      </Note>
    )
  return (
    <Note tone="info" title="Signed for each request." className="mb-4">
      The console&rsquo;s server signs each request with its own AWS credentials, a batch piece by piece; this browser
      sends it. A signature holds for that one request and five minutes; the secret key stays on the server.
    </Note>
  )
}
