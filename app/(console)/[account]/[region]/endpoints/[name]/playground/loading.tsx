import { PageSkeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return (
    <PageSkeleton
      label="Reading the public API"
      heights={['h-96', 'h-96']}
      className="lg:grid-cols-[minmax(320px,430px)_minmax(0,1fr)]"
    />
  )
}
