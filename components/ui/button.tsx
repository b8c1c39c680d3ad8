import { cva, type VariantProps } from 'class-variance-authority'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Spinner } from './state/spinner'

const buttonVariants = cva(
  [
    'relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-ctl border font-medium',
    'transition-colors [&_svg]:shrink-0 aria-disabled:cursor-not-allowed',
    // Disabled, but not while busy: running work keeps the look of its button.
    '[&:is(:disabled,[aria-disabled]:not([aria-busy]))]:border-line [&:is(:disabled,[aria-disabled]:not([aria-busy]))]:bg-sunken',
    '[&:is(:disabled,[aria-disabled]:not([aria-busy]))]:text-fg-off [&:is(:disabled,[aria-disabled]:not([aria-busy]))]:shadow-none',
  ],
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-on shadow-1 hover:bg-accent-h active:bg-accent-h',
        default:
          'border-line-2 bg-surface text-fg shadow-1 hover:border-line-ctl hover:bg-hover active:bg-press [&_svg]:text-fg-3',
        ghost: 'border-transparent text-fg-2 hover:bg-hover hover:text-fg active:bg-press',
        danger: 'border-line-2 bg-surface text-bad-f shadow-1 hover:border-bad-d hover:bg-bad-s active:bg-bad-s',
      },
      size: {
        md: 'h-(--ctl) gap-1.5 px-3 text-13 [&_svg:not([class*=size-])]:size-[15px]',
        sm: 'h-(--ctl-s) gap-[5px] px-2.5 text-12 [&_svg:not([class*=size-])]:size-3.5',
      },
      square: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { square: true, size: 'md', class: 'w-(--ctl)' },
      { square: true, size: 'sm', class: 'w-(--ctl-s)' },
    ],
    defaultVariants: { variant: 'default', size: 'md', square: false },
  },
)

interface Look extends Omit<VariantProps<typeof buttonVariants>, 'square'> {
  /** A lucide icon element, left of the label. */
  icon?: ReactNode
}

export interface ButtonProps extends ComponentProps<'button'>, Look {
  /** Work is running: the width stays, the icon becomes a spinner, clicks do nothing. */
  busy?: boolean
  /** Disabled, and why. The button stays focusable, so that the reason can be reached by keyboard. */
  disabledReason?: string
  square?: boolean
}

export function Button({
  variant,
  size,
  square,
  icon,
  busy = false,
  disabledReason,
  className,
  children,
  type = 'button',
  onClick,
  title,
  ...props
}: ButtonProps) {
  const blocked = busy || disabledReason !== undefined
  const swapped = busy && (icon !== undefined || square)
  return (
    <button
      {...props}
      // A blocked button neither submits nor acts, yet keeps the focus.
      type={blocked ? 'button' : type}
      onClick={blocked ? undefined : onClick}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      title={disabledReason ?? title}
      className={cn(buttonVariants({ variant, size, square }), className)}
    >
      {swapped ? <Spinner className={size === 'sm' ? 'size-3.5' : 'size-[15px]'} /> : icon}
      {busy && !swapped ? (
        <>
          <span className="opacity-0">{children}</span>
          <Spinner className="absolute" />
        </>
      ) : (
        !(swapped && square) && children
      )}
    </button>
  )
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, Look {
  square?: boolean
}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, square, icon, className, children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={cn(buttonVariants({ variant, size, square }), className)}>
      {icon}
      {children}
    </Link>
  )
}

/** A square button whose label is read, not seen. */
export function IconButton({ label, icon, ...props }: Omit<ButtonProps, 'children' | 'square'> & { label: string }) {
  return <Button variant="ghost" {...props} square icon={icon} aria-label={label} title={props.title ?? label} />
}
