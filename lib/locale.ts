/**
 * Writes numbers, amounts and times in the reader's locale: the browser's first language that `Intl` knows. The words around
 * them stay English, so digits are Latin and the calendar is Gregorian everywhere. Safe in the browser.
 *
 * A text that is kept (in AWS, in a spec, in a job's events) has other readers than the one who caused it: it is written in
 * `wordsLocale`, as CSV, JSON and code are written by `String`. `npm run check:locale` refuses any other way.
 */
import { processWide } from './process-wide'

/** The locale of the product's words, of kept texts and of orders by name. */
export const wordsLocale = 'en'

/** What the server knows of the request that it answers; `lib/start-up` sets it. */
const server = processWide('reader-locale', () => ({ read: (): string | undefined => undefined }))

/** Sets how the server finds the locale of the request that it answers. */
export function readLocaleBy(read: () => string | undefined): void {
  server.read = read
}

/** Returns a BCP 47 tag. The browser takes what the server rendered with, so that both write the same. */
export const readerLocale = (): string =>
  (typeof document === 'undefined' ? server.read() : document.documentElement.dataset.locale) || wordsLocale

const mostFormats = 500
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

/** Makes each format once, because making one costs a hundred times as much as using it. */
function kept<T>(formats: Map<string, T>, key: string, make: () => T): T {
  const known = formats.get(key)
  if (known) return known
  if (formats.size >= mostFormats) formats.clear()
  const made = make()
  formats.set(key, made)
  return made
}

const latin = (locale: string) => `${locale}-u-ca-gregory-nu-latn`

/** Writes `1,204` or `1.204`, as the reader's locale does. */
export const formatNumber = (value: number, options: Intl.NumberFormatOptions = {}, locale = readerLocale()): string =>
  kept(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(latin(locale), options)).format(
    value,
  )

/** Writes exactly so many digits after the decimal sign. */
export const formatFixed = (value: number, digits: number, locale?: string): string =>
  formatNumber(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }, locale)

/**
 * Writes a moment. With the browser's time zone unless the options name one.
 * @param value ISO, or milliseconds since 1970
 */
export const formatDate = (
  value: string | number,
  options: Intl.DateTimeFormatOptions,
  locale = readerLocale(),
): string =>
  kept(dates, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(latin(locale), options))
    .format(new Date(value))
    // Node has a narrow space before AM and PM, and Chromium a plain one.
    .replaceAll('\u202f', ' ')

/** Writes `24 Nov 2026, 12:30 UTC` in the order of the reader's locale; the same on server and browser. */
export const formatMoment = (iso: string): string =>
  `${formatDate(iso, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })} UTC`
