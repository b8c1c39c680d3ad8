/** Who is asking. The entrance to everything that needs a person. */
import 'server-only'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { authOptions } from './options'
import type { Person } from './roles'

/** The signed-in person, or undefined. Read once a request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  const session: { person?: Person } | null = await getServerSession(authOptions())
  return session?.person
})
