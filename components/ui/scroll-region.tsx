import type { ComponentProps } from 'react'

/** Scrolls what is larger than its place. It is named and takes the focus, to be scrolled by keyboard (WCAG 2.1.1). */
export function ScrollRegion(props: ComponentProps<'section'> & { 'aria-label': string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
  return <section tabIndex={0} {...props} />
}
