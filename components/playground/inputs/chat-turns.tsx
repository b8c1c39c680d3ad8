'use client'

import { Pencil, RotateCcw } from 'lucide-react'
import type { Message } from '@/lib/model/requests/build-body'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'

interface ChatTurnsProps {
  messages: Message[]
  busy: boolean
  /** The words of the answer that still comes. */
  partial: string
  onRetry: () => void
  onEdit: () => void
}

const names: Record<Message['role'], string> = { system: 'System', user: 'You', assistant: 'Model' }

/** The conversation so far; the last question can be called again or changed. */
export function ChatTurns({ messages, busy, partial, onRetry, onEdit }: ChatTurnsProps) {
  const lastQuestion = messages.findLastIndex(({ role }) => role === 'user')
  return (
    <ol aria-label="Conversation" className="grid gap-4">
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place
        <Turn key={index} message={message}>
          {index === lastQuestion && !busy && (
            <span className="ml-auto flex gap-1">
              <Button size="sm" variant="ghost" icon={<Pencil aria-hidden />} onClick={onEdit}>
                Edit
              </Button>
              <Button size="sm" variant="ghost" icon={<RotateCcw aria-hidden />} onClick={onRetry}>
                Retry
              </Button>
            </span>
          )}
        </Turn>
      ))}
      {busy && <Turn message={{ role: 'assistant', content: partial || 'Waiting for the first words…' }} />}
    </ol>
  )
}

function Turn({ message: { role, content }, children }: { message: Message; children?: React.ReactNode }) {
  return (
    <li className="grid gap-1">
      <div className="flex min-h-7 items-center text-12 text-fg-2">
        {names[role]}
        {children}
      </div>
      <p
        className={cn(
          'whitespace-pre-wrap break-words rounded-ctl border px-3 py-2',
          role === 'user' ? 'border-accent-line bg-accent-soft' : 'border-line bg-surface',
        )}
      >
        {content}
      </p>
    </li>
  )
}
