import { redirect } from 'next/navigation'
import { FullPageError } from '@/components/shell/full-page-error'
import { attempt } from '@/lib/attempt'
import { currentPerson } from '@/lib/auth/session'
import { servedAccounts } from '@/lib/console/accounts'
import { signInPath } from '@/lib/console/open-page'

export const dynamic = 'force-dynamic'

/** The console's door: the first account and region. */
export default async function Home() {
  if (!(await currentPerson())) redirect(signInPath('/'))
  const accounts = await attempt(servedAccounts)
  if (!accounts.ok) return <FullPageError error={accounts.error} />
  const [first] = accounts.value
  redirect(`/${first?.id}/${first?.regions[0]}/endpoints`)
}
