import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { Skeleton } from '../ui/state/skeleton'

/** The overview's layout during the first calls of AWS; drawn after 300 ms. */
export function OverviewSkeleton({ name, listPath }: { name: string; listPath: string }) {
  return (
    <div>
      <PageHeader
        title={name}
        mono
        parent={{ href: listPath, label: 'Endpoints' }}
        summary={<Skeleton className="mt-3 w-96 max-w-full" />}
        badges={<Skeleton className="h-[22px] w-24 rounded-full" />}
        actions={<Skeleton className="h-(--ctl) w-40 rounded-ctl" />}
      />
      <p role="status" className="sr-only">
        Reading {name}
      </p>
      <div className="mt-[34px] mb-4 border-line border-b pb-3">
        <Skeleton className="w-16" />
      </div>
      <div aria-hidden className="grid gap-4">
        <Card>
          <SkeletonHeader />
          <div className="grid grid-cols-5 gap-14 px-4 py-5 max-xl:grid-cols-1 max-xl:gap-6">
            {[0, 1, 2, 3, 4].map((column) => (
              <div key={column} className="grid gap-2.5 border-line-2 border-t-[3px] pt-3.5">
                <Skeleton className="w-24" />
                <Skeleton className="w-32" />
                <Skeleton className="w-20" />
              </div>
            ))}
          </div>
        </Card>
        <Card>
          <SkeletonHeader />
          <div className="grid gap-3 p-4">
            <Skeleton className="w-64" />
            <Skeleton className="w-80" />
            <Skeleton className="w-48" />
          </div>
        </Card>
      </div>
    </div>
  )
}

function SkeletonHeader() {
  return (
    <div className="flex h-11 items-center border-line border-b px-4">
      <Skeleton className="w-20" />
    </div>
  )
}
