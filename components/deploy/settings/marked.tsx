import { cutAt } from './settings'

/** A text with each match of the filter marked. */
export const Marked = ({ text, query }: { text: string; query: string }) =>
  cutAt(text, query).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text
      <mark key={index} className="rounded-[2px] bg-warn-s text-inherit ring-1 ring-warn-l">
        {part}
      </mark>
    ) : (
      part
    ),
  )
