import { Note } from '../ui/state/note'
import { CodeBlock } from '../ui/text/code-block'

const demo = 'npm run demo'

/** Nobody can sign in yet; says what makes it possible. */
export function NoProvider() {
  return (
    <div className="mt-5 grid gap-3">
      <Note tone="warn" title="No way to sign in is configured.">
        This console knows no sign-in provider, so nobody can enter. Set <code>OIDC_ISSUER</code>,{' '}
        <code>OIDC_CLIENT_ID</code> and <code>OIDC_CLIENT_SECRET</code>; <code>docs/sign-in.md</code> has a section for
        each provider.
      </Note>
      <p className="text-fg-2">
        To look around without an AWS account, run the demo. It starts a sandbox on this machine and offers demo people
        here.
      </p>
      <CodeBlock boxed code={demo} label="Command that starts the demo" copied="Command copied" />
      <p className="text-12 text-fg-3">
        With a sandbox that runs already, set <code>AWS_ENDPOINT_URL</code> to its address and{' '}
        <code>DEMO_SIGN_IN=1</code>, then restart. <code>.env.example</code> explains every variable.
      </p>
    </div>
  )
}
