/** Why nobody was signed in, and what to do, from the code in the sign-in page's address. */
export interface SignInProblem {
  title: string
  text: string
  /** Another account of the same provider could help. */
  another?: boolean
}

interface Names {
  provider: string
  email: string
  role?: string
  domains: string[]
}

const again = 'Sign in once more from here.'

const problems: Record<string, (names: Names) => SignInProblem> = {
  'no-role': ({ role }) => ({
    title: 'You have no role in this console.',
    text: `You are signed in, and ${role ? `none of the values of your claim ${role}` : 'no list of addresses'} gives you a role. Ask an admin of this console to give you one.`,
    another: true,
  }),
  'no-role-claim': ({ provider, role }) => ({
    title: `${provider} sent no claim ${role}.`,
    text: `Your role comes from it, so nobody can say what you are allowed to do. Ask the administrator of the sign-in to put ${role} into the ID token, or an admin of this console to list your address.`,
    another: true,
  }),
  'no-email': ({ provider, email }) => ({
    title: `${provider} sent no address in the claim ${email}.`,
    text: `The console names people by their e-mail address. Ask the administrator of the sign-in to send the claim ${email}: often the scope email is missing, or the account has no address.`,
    another: true,
  }),
  'no-id': ({ provider }) => ({
    title: `${provider} did not say who you are.`,
    text: 'Its ID token has no claim sub. Ask the administrator of the sign-in.',
  }),
  'unverified-email': ({ provider }) => ({
    title: 'Your e-mail address is not verified.',
    text: `${provider} says so, and your role would come from that address. Verify it there, then sign in again.`,
    another: true,
  }),
  'other-domain': ({ domains }) => ({
    title: 'Your e-mail address belongs to another organization.',
    text: `This console takes addresses of ${domains.join(', ')} only.`,
    another: true,
  }),
  'provider-unreachable': ({ provider }) => ({
    title: `${provider} does not answer.`,
    text: 'The console could not read its discovery document. Try again in a minute; if it stays so, an admin finds the cause in the log of the console.',
  }),
  'wrong-issuer': () => ({
    title: 'The provider is not the one that is configured.',
    text: 'What answers at OIDC_ISSUER calls itself otherwise, so nobody is sent there. An admin finds both names in the log of the console.',
  }),
  OAuthCallback: ({ provider }) => ({
    title: `The answer of ${provider} was not accepted.`,
    text: `It was too old, came twice, was meant for another browser window, or you declined there. ${again}`,
  }),
  OAuthSignin: ({ provider }) => ({
    title: `${provider} could not be reached.`,
    text: 'Try again in a minute; if it stays so, an admin finds the cause in the log of the console.',
  }),
  'refused-429': () => ({
    title: 'Too many attempts from your address.',
    text: 'Wait a minute, then sign in again.',
  }),
  'refused-403': () => ({
    title: 'The console was opened at another address than its own.',
    text: 'Open it at the address that NEXTAUTH_URL names, and sign in there.',
  }),
}

const anything: SignInProblem = { title: 'Nobody was signed in.', text: again }

export const signInProblem = (code: unknown, names: Names): SignInProblem | undefined => {
  if (code === undefined) return undefined
  return typeof code === 'string' && Object.hasOwn(problems, code) ? problems[code]?.(names) : anything
}
