/** An arch that is half filled: what is only in this browser. */
export function HalfArch() {
  return (
    <svg width="14" height="14" viewBox="0 0 12 12" aria-hidden="true" className="shrink-0 text-(--x-d)">
      <path d="M2 10.5V6a4 4 0 0 1 8 0v4.5z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M2 11V7h8v4z" fill="currentColor" />
    </svg>
  )
}
