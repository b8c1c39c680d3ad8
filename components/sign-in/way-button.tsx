'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'

export interface SignInWay {
  id: 'oidc' | 'github'
  /** The text on the button. */
  name: string
  /** What makes the provider request another account than the one that it remembers. */
  anotherPrompt: string
}

interface WayButtonProps {
  way: SignInWay
  /** The first of them. */
  main: boolean
  /** Offers to enter with another account too. */
  another: boolean
  enter: (way: SignInWay['id'], prompt?: string) => Promise<void>
}

export function WayButton({ way, main, another, enter }: WayButtonProps) {
  const [leaving, setLeaving] = useState<'same' | 'another'>()
  const go = (which: 'same' | 'another') => async () => {
    setLeaving(which)
    await enter(way.id, which === 'another' ? way.anotherPrompt : undefined).catch(() => setLeaving(undefined))
  }
  return (
    <>
      <Button
        variant={main ? 'primary' : 'default'}
        icon={<KeyRound aria-hidden />}
        busy={leaving === 'same'}
        onClick={go('same')}
        className="w-full"
      >
        Sign in with {way.name}
      </Button>
      {another && (
        <Button busy={leaving === 'another'} onClick={go('another')} className="w-full">
          Use another account of {way.name}
        </Button>
      )}
    </>
  )
}
