import { redirect } from 'next/navigation'
import { FullPageError } from '@/components/shell/full-page-error'
import { attempt } from '@/lib/attempt'
import { signInPath } from '@/lib/auth/open-page'
import { currentPerson } from '@/lib/auth/session'
import { callerIdentity } from '@/lib/aws/clients'
import { config } from '@/lib/config'

export const dynamic = 'force-dynamic'

/** The console's door: the first account and region. */
export default async function Home() {
  if (!(await currentPerson())) redirect(signInPath('/'))
  const identity = await attempt(callerIdentity)
  if (!identity.ok) return <FullPageError error={identity.error} />
  redirect(`/${identity.value.accountId}/${config().aws.regions[0]}/endpoints`)
}
