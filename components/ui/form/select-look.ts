import { cn } from '../cn'

export interface SelectLook {
  mono?: boolean
  size?: 'md' | 'sm'
  className?: string
}

/** Returns the classes of a select's trigger, with its list loaded and without. */
export const selectLook = ({ size = 'md', mono, className }: SelectLook): string =>
  cn(
    'flex min-w-0 items-center gap-2 rounded-ctl border border-line-ctl bg-surface px-2.5 text-left hover:border-fg-3',
    'aria-invalid:border-bad-d data-placeholder:text-fg-3 disabled:border-line-2 disabled:bg-sunken disabled:text-fg-3',
    size === 'sm' ? 'h-(--ctl-s) text-12' : 'h-(--ctl) max-md:text-16',
    mono && 'font-mono text-code tracking-tight',
    className,
  )
