'use client'

import { Card } from '../../ui/card'
import { cn } from '../../ui/cn'
import { Field } from '../../ui/form/field'
import { Input } from '../../ui/form/input'
import { CodeBlock } from '../../ui/text/code-block'

interface TokenFieldProps {
  /** The method names scopes, so it takes access tokens. */
  scoped: boolean
  /** For the command that gets one. */
  region: string
  value: string
  onChange: (token: string) => void
  className?: string
}

/** Whom the user pool knows, it gives a token; it is kept in this tab only. */
export function TokenField({ scoped, region, value, onChange, className = 'mb-4' }: TokenFieldProps) {
  const name = scoped ? 'Access token' : 'Identity token'
  return (
    <Card className={cn(className, 'grid grid-cols-[minmax(0,1fr)] gap-3 p-4')}>
      <Field
        label={name}
        hint="Of the user pool that guards this URL. It stays in this tab, and is gone when you leave."
      >
        <Input
          type="password"
          mono
          autoComplete="off"
          spellCheck={false}
          placeholder="eyJraWQiOi…"
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      </Field>
      <details>
        <summary className="cursor-pointer font-medium">How to get one</summary>
        <p className="my-2 text-fg-2">
          From your application&rsquo;s own sign-in, or, where the app client allows USER_PASSWORD_AUTH, from a shell:
        </p>
        <CodeBlock boxed code={commandFor(scoped, region)} label="Command that gets a token" copied="Command copied" />
        {scoped && (
          <p className="mt-2 text-12 text-fg-2">
            This command gives the scope aws.cognito.signin.user.admin only; others come from the user pool&rsquo;s own
            sign-in pages.
          </p>
        )}
      </details>
    </Card>
  )
}

/** https://docs.aws.amazon.com/cli/latest/reference/cognito-idp/initiate-auth.html */
const commandFor = (scoped: boolean, region: string) => `aws cognito-idp initiate-auth \\
  --client-id YOUR_APP_CLIENT_ID --region ${region} \\
  --auth-flow USER_PASSWORD_AUTH \\
  --auth-parameters USERNAME=you,PASSWORD=yours \\
  --query AuthenticationResult.${scoped ? 'AccessToken' : 'IdToken'} --output text`
