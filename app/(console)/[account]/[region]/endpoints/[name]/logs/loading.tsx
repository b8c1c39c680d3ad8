import { PageSkeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return (
    <PageSkeleton label="Reading log lines" heights={['h-64', 'h-64', 'h-64', 'h-64']} className="lg:grid-cols-2" />
  )
}
