/** The entrance of every console page: a person, else the sign-in page that comes back here; then account and region. */
import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { currentPerson } from '../auth/session'
import type { Result } from '../result'
import { type ConsoleContext, openContext, type Place } from './context'

export const signInPath = (callbackUrl: string): string => `/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`

/**
 * A layout does not run again on navigation, so each page checks by itself. https://nextjs.org/docs/app/guides/authentication
 * @param path the page's own, to come back to after signing in
 */
export async function openPage(place: Place, path: string): Promise<Result<ConsoleContext>> {
  const person = await currentPerson()
  if (!person) redirect(signInPath(path))
  const context = await openContext(person, place, 'shared')
  if (!context.ok && (context.error.code === 'unknown-region' || context.error.code === 'unknown-account')) notFound()
  return context
}
