/**
 * A policy as GetRestApi gives it, in the words that it was put with: its quotation marks and slashes are escaped once too
 * often (hashicorp/terraform-provider-aws#4211 and #4397), and the API's own ARN is written out.
 */
export function putWords(policy: string | undefined, restApiId: string): string {
  if (!policy) return ''
  return unescaped(policy).replace(/arn:[a-z-]+:execute-api:[^:"]*:[^:"]*:([^/:"]*)\//g, (arn, id) =>
    id === restApiId ? 'execute-api:/' : arn,
  )
}

/** JSON as it is; else what a JSON text holds that lacks its quotation marks. */
function unescaped(policy: string): string {
  for (const text of [policy, `"${policy}"`]) {
    try {
      const value: unknown = JSON.parse(text)
      // Written again, because a slash can be escaped in JSON too.
      return typeof value === 'string' ? unescaped(value) : JSON.stringify(value)
    } catch {
      // Read as the other form.
    }
  }
  return policy
}
