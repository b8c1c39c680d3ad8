import type { ReactNode } from 'react'

/** One line of what to know of a deploy, beside its plan. */
export const PlanFact = ({ icon, title, aside }: { icon: ReactNode; title: string; aside: string }) => (
  <li className="flex min-h-8 flex-wrap items-center gap-x-2.5">
    {icon}
    <span className="flex-1 font-medium">{title}</span>
    <span className="text-12 text-fg-2">{aside}</span>
  </li>
)
