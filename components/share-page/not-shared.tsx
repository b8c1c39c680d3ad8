import { EmptyState } from '../ui/state/empty-state'
import { EmbedFrame, ShareFrame } from './share-frame'

const words = {
  expired: { title: 'This link has ended', text: 'Ask the person who sent it for a new one.' },
  revoked: { title: 'This link was revoked', text: 'Ask the person who sent it whether there is a new one.' },
  gone: { title: 'The model behind this link is no longer public', text: 'Its public API was removed.' },
  invalid: {
    title: 'This is not a share link',
    text: 'Part of the address might be missing. Copy the whole link again.',
  },
  unavailable: {
    title: 'The page cannot be read at the moment',
    text: 'Nothing is wrong with the link. Try again in a minute.',
  },
}

export interface NotSharedProps {
  state: keyof typeof words
  embedded?: boolean
}

/** Why there is nothing to see, in words for people who know nothing of AWS. */
export function NotShared({ state, embedded }: NotSharedProps) {
  const { title, text } = words[state]
  const Frame = embedded ? EmbedFrame : ShareFrame
  return (
    <Frame>
      <EmptyState title={title} className="min-h-[60vh]">
        {text}
      </EmptyState>
    </Frame>
  )
}
