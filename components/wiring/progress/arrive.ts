/** What just replaced the control that was pressed takes the focus, and is brought into view. Give it `tabIndex={-1}`. */
export function arrive(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'nearest' })
}
