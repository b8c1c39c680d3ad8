import { Route } from 'lucide-react'
import { ButtonLink } from '../ui/button'
import { Card, CardHeader } from '../ui/card'

/** Links to the page that tests each hop by itself. */
export function TraceLink({ path }: { path: string }) {
  return (
    <Card aria-label="Trace">
      <CardHeader title="Trace" className="border-b-0">
        <ButtonLink size="sm" href={path} icon={<Route aria-hidden />}>
          Test each hop
        </ButtonLink>
      </CardHeader>
      <p className="px-4 pb-3.5 text-fg-2">
        One payload through endpoint, Lambda, API Gateway and invoke URL, each called by itself: the first that is
        broken is named, with the cause and the fix.
      </p>
    </Card>
  )
}
