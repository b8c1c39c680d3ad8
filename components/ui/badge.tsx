import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneClass } from './tone'

const badge = cva(
  'inline-flex items-center gap-1.5 whitespace-nowrap border text-12 font-medium text-(--x-f) [&>svg]:shrink-0 [&>svg]:text-(--x-d)',
  {
    variants: {
      variant: {
        /** In headers. */
        pill: 'h-[22px] rounded-full border-(--x-l) bg-(--x-s) pr-2 pl-1.5',
        /** In tables: mark and word. */
        bare: 'border-transparent',
      },
    },
    defaultVariants: { variant: 'pill' },
  },
)

export interface BadgeProps extends VariantProps<typeof badge> {
  tone: Tone
  /** A 12 px shape that carries the meaning without colour. */
  mark?: ReactNode
  children: ReactNode
  className?: string
  title?: string
}

export function Badge({ tone, mark, variant, children, className, title }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(toneClass[tone], badge({ variant }), !mark && variant !== 'bare' && 'pl-2', className)}
    >
      {mark}
      {children}
    </span>
  )
}

/** A quiet label without a state: a type, a version. */
export function Tag({ mono, children, className }: { mono?: boolean; children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center whitespace-nowrap rounded-chip border border-line-2 px-1.5 text-12 font-book text-fg-2',
        mono && 'font-mono text-11 font-normal',
        className,
      )}
    >
      {children}
    </span>
  )
}
