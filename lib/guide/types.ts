/** A page of the console's documentation, as `scripts/build-guide.ts` makes it from Markdown: data that a page draws, no HTML. */

export type Inline =
  | string
  | { type: 'code'; text: string }
  | { type: 'strong'; children: Inline[] }
  | { type: 'em'; children: Inline[] }
  | { type: 'link'; href: string; children: Inline[] }

export type Block =
  | { type: 'heading'; level: 2 | 3; id: string; text: string }
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'list'; ordered: boolean; items: Block[][] }
  | { type: 'code'; text: string }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }

export interface GuidePage {
  /** `options`: the last part of its address. */
  slug: string
  title: string
  /** The first paragraph of the page, for the list of pages. */
  summary: string
  blocks: Block[]
}
