/** Finds the locale of the person whose request is answered, from Accept-Language. */
import Negotiator from 'negotiator'
import { requestNotes } from './request-notes'

/** A browser sends about 100 characters. */
const longestHeader = 500

/**
 * Returns the first language of the header that `Intl` knows, as language, script and region; undefined if it has none.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Accept-Language
 */
export function localeOf(header: string | undefined): string | undefined {
  if (!header) return undefined
  const languages = new Negotiator({ headers: { 'accept-language': header.slice(0, longestHeader) } }).languages()
  return languages.map(knownLocale).find((locale) => locale !== undefined)
}

function knownLocale(tag: string): string | undefined {
  try {
    const { language, script, region } = new Intl.Locale(tag)
    const locale = new Intl.Locale(language ?? '', { script, region }).toString()
    return Intl.NumberFormat.supportedLocalesOf(locale)[0]
  } catch {
    // `*` and misspelt tags name no locale.
    return undefined
  }
}

/** Returns undefined outside of a request, for example in a job, whose texts are kept. */
export const localeOfRequest = (): string | undefined => {
  const notes = requestNotes()
  if (!notes) return undefined
  notes.locale ??= localeOf(notes.acceptLanguage) ?? ''
  return notes.locale
}
