import { cn } from '../../ui/cn'
import { Skeleton } from '../../ui/state/skeleton'
import { cell, TableFrame } from './table-frame'

const nameWidths = ['w-36', 'w-28', 'w-44', 'w-24', 'w-32', 'w-40', 'w-28', 'w-36']

/** The list's layout during the first calls of SageMaker; drawn after 300 ms. */
export function EndpointTableSkeleton() {
  return (
    <div>
      <h1 className="font-semibold text-20 tracking-[-0.02em]">Endpoints</h1>
      <p role="status" className="text-fg-2">
        Reading endpoints
      </p>
      <div className="my-3 mt-5 flex flex-wrap gap-2 max-md:mt-4">
        <Skeleton className="h-(--ctl) w-[184px] rounded-ctl 2xl:w-[220px]" />
        <Skeleton className="h-(--ctl) w-72 rounded-ctl" />
      </div>
      <div aria-hidden className="overflow-hidden rounded-card border border-line bg-surface">
        <TableFrame label="Endpoints" busy>
          {nameWidths.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <tr key={index} className={cell.row}>
              <td className={cn(cell.base, cell.pick)} />
              <td className={cn(cell.base, cell.name)}>
                <Skeleton className={width} />
                <Skeleton className="mt-2 h-2 w-20" />
              </td>
              <td className={cn(cell.base, cell.status)}>
                <Skeleton className="h-5 w-20 rounded-full" />
              </td>
              <td className={cn(cell.base, cell.kind)}>
                <Skeleton className="w-16" />
              </td>
              <td className={cn(cell.base, cell.capacity)}>
                <Skeleton className="w-28" />
              </td>
              <td className={cn(cell.base, cell.requests)}>
                <Skeleton className="w-16" />
              </td>
              <td className={cn(cell.base, cell.url)}>
                <Skeleton className="w-28" />
              </td>
              <td className={cn(cell.base, cell.created)}>
                <Skeleton className="ml-auto w-10 max-lg:ml-0" />
              </td>
              <td className={cn(cell.base, cell.actions)} />
            </tr>
          ))}
        </TableFrame>
      </div>
    </div>
  )
}
