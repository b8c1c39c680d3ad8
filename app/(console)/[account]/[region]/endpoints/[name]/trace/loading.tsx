import { PageSkeleton } from '@/components/ui/state/skeleton'

export default function Loading() {
  return <PageSkeleton label="Reading the public API" heights={['h-48', 'h-96']} />
}
