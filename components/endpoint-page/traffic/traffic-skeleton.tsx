import { Card, CardHeader } from '../../ui/card'
import { Skeleton } from '../../ui/state/skeleton'

/** Takes the height of the card that follows, so that nothing below it moves. */
export const TrafficSkeleton = () => (
  <Card aria-hidden>
    <CardHeader title="Traffic" />
    <div className="grid gap-4 px-4 py-3 md:h-[115px] md:grid-cols-3">
      {[0, 1, 2].map((figure) => (
        <div key={figure} className="grid content-between gap-2">
          <Skeleton className="w-24" />
          <Skeleton className="h-10 w-full" />
        </div>
      ))}
    </div>
  </Card>
)
