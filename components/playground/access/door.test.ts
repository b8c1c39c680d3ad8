import { expect, it } from 'vitest'
import { explain } from '../call/explain'

const invoke =
  'is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:a/prod/GET/iris'
const refusal = (status: number, message: string) => ({
  kind: 'response' as const,
  status,
  contentType: 'application/json',
  text: JSON.stringify({ message }),
  latencyMs: 5,
  serverTiming: null,
})

it.each<[number, string, RegExp]>([
  [401, 'The incoming token has expired', /token of the user pool has expired/],
  [401, 'Unauthorized', /does not know this token, or none was sent/],
  [403, `User: anonymous ${invoke} with an explicit deny`, /not in the allow-list/],
  [403, `User: arn:aws:iam::123456789012:user/ana ${invoke}`, /does not allow its signer to call/],
  [
    403,
    'The request signature we calculated does not match the signature you provided.',
    /does not take the signature/,
  ],
  [403, 'Signature expired: 20261125T010000Z is now earlier than 20261125T020000Z', /does not take the signature/],
  [403, 'The security token included in the request is invalid.', /does not take the signature/],
  [403, 'Forbidden', /API key/],
  [403, 'Missing Authentication Token', /no path or method fits/],
])('%i %s', (status, message, cause) => expect(explain(refusal(status, message))?.cause).toMatch(cause))
