import { helpOf } from './help-of'

interface OptionHelpLinksProps {
  /** A field of the form, or a part of one: `request.form`. */
  field: string
  /** The id of the option's label: all these links have the same words. */
  labelId: string
}

/** A question mark that leads to the option's section in the console's documentation, and the page of AWS behind it. */
export function OptionHelpLinks({ field, labelId }: OptionHelpLinksProps) {
  const help = helpOf(field.split('.')[0] ?? field)
  if (!help) return null
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 text-12">
      <a
        href={help.href}
        target="_blank"
        aria-describedby={labelId}
        className="grid size-4 place-items-center rounded-full border border-line-ctl font-medium text-11 text-fg-3 hover:bg-hover hover:text-fg"
        rel="noopener"
      >
        <span aria-hidden>?</span>
        <span className="sr-only">Help</span>
      </a>
      <a
        href={help.source}
        target="_blank"
        rel="noreferrer"
        aria-describedby={labelId}
        className="text-fg-3 hover:text-fg hover:underline"
      >
        AWS
      </a>
    </span>
  )
}
