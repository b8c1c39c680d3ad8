/** An arch within an arch on a step. */
export function Logo({ size = 22, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M3 18.5V11a9 9 0 0 1 18 0v7.5h-4v-7a5 5 0 0 0-10 0v7zm7 0v-7a2 2 0 0 1 4 0v7zm-8.500 2h21v2h-21z"
      />
    </svg>
  )
}
