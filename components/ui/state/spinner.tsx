import { LoaderCircle } from 'lucide-react'
import { cn } from '../cn'

/** Decorative: whoever shows it says in words what is running. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn('size-3.5 animate-spin', className)} />
}
