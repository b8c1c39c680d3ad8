'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps, IconButton } from '../button'
import { toast } from '../toast/toast'
import { copyText } from './copy'

export interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children' | 'icon'> {
  text: string
  /** Visible, or read by assistive technology where `iconOnly`. */
  label?: string
  /** The toast, past tense: `URL copied`. */
  said?: string
  iconOnly?: boolean
}

/** Copies and says so; where the browser refuses both ways, says what to do. */
export async function copyAndSay(text: string, said: string): Promise<boolean> {
  const copied = await copyText(text)
  if (copied) toast(said, { icon: <Check aria-hidden className="size-[15px]" /> })
  else toast('The browser refused to copy. Select the text and copy it by hand.', { duration: 6000 })
  return copied
}

export function CopyButton({ text, label = 'Copy', said = 'Copied', iconOnly, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2200)
    return () => clearTimeout(timer)
  }, [copied])
  const icon = copied ? <Check aria-hidden /> : <Copy aria-hidden />
  const onClick = async () => setCopied(await copyAndSay(text, said))
  if (iconOnly) return <IconButton size="sm" {...props} label={label} icon={icon} onClick={onClick} />
  return (
    <Button size="sm" {...props} icon={icon} onClick={onClick}>
      <span>{label}</span>
    </Button>
  )
}
