import { Card, CardHeader } from '../../ui/card'
import { Skeleton } from '../../ui/state/skeleton'

export function KeysSkeleton() {
  return (
    <Card aria-labelledby="keys" aria-busy>
      <CardHeader id="keys" title="API keys" />
      {['w-40', 'w-52'].map((width) => (
        <div key={width} className="flex h-14 items-center gap-3 border-line border-t px-4 first:border-t-0">
          <Skeleton className={width} />
        </div>
      ))}
    </Card>
  )
}
