import type { ReactNode } from 'react'

/** The arch in which a result stands in a word or a number. */
export function ResultArch({ children }: { children: ReactNode }) {
  return (
    <div className="relative grid min-h-56 flex-1 place-items-center overflow-hidden">
      <svg
        viewBox="0 0 264 224"
        aria-hidden="true"
        fill="none"
        className="absolute bottom-0 h-56 w-[264px] max-w-full stroke-line-2"
        strokeWidth="1"
      >
        <path d="M2 224V132a130 130 0 0 1 260 0v92" />
        <path d="M20 224V132a112 112 0 0 1 224 0v92" />
        <path d="M0 132h28M236 132h28M126 2l3 18h6l3-18" />
      </svg>
      <div className="relative z-10 mt-10 grid max-w-[200px] justify-items-center gap-0.5 text-center">{children}</div>
    </div>
  )
}
