import type { ReactNode } from 'react'

/** One primitive, or several that belong together, by the names of their files. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  const id = name.replaceAll(/\W+/g, '-')
  return (
    <section aria-labelledby={id} className="grid min-w-0 content-start gap-3 border-line border-t pt-4">
      <h2 id={id} className="mono font-medium text-12 text-fg-2">
        {name}
      </h2>
      <div className="grid min-w-0 justify-items-start gap-3 [&>*]:max-w-full">{children}</div>
    </section>
  )
}
