/** Who calls. The entrance to everything that needs a person. */
import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { config } from '../config'
import type { Person } from '../roles'
import { gateHeader, gateMark } from './gate-mark'
import { personOf, readSession } from './session-token'

/** The signed-in person, or undefined. Read once a request, only after the proxy checked it at the provider when it was time to. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  if ((await headers()).get(gateHeader) !== gateMark()) return undefined
  const session = await readSession(config().auth, await cookies())
  return session && personOf(session)
})
