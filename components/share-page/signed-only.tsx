import { Note } from '../ui/state/note'

/** A visitor of this page has no credentials to sign with, and the console lends none to strangers. */
export function SignedOnly() {
  return (
    <Note tone="info" title="This page cannot call the URL." className="my-4">
      It answers only requests that are signed with AWS credentials which are allowed execute-api:Invoke. Your own code
      can, as below; ask the person who sent you this page for that permission.
    </Note>
  )
}
