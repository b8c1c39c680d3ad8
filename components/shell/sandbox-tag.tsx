import { FlaskConical } from 'lucide-react'

/** Quiet and not to be mistaken: whoever reads it knows that nothing here is AWS. */
export function SandboxTag() {
  return (
    <span
      title="AWS is a sandbox on this machine. Nothing here reaches an AWS account or costs money."
      className="tone-warn flex h-[26px] items-center gap-1.5 whitespace-nowrap rounded-full border border-(--x-l) bg-(--x-s) px-2.5 text-12 text-(--x-f)"
    >
      <FlaskConical aria-hidden className="size-3.5" />
      <b className="font-semibold">Sandbox</b>
      <span className="max-xl:sr-only">nothing here reaches AWS</span>
    </span>
  )
}
