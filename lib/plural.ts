/** Writes counts in English: `1 row`, `1,204 rows`. Pure. */

import { formatNumber, readerLocale, wordsLocale } from './locale'

const rules = new Intl.PluralRules(wordsLocale)

/** @param many the plural, if it is not the singular with an s */
export const plural = (count: number, one: string, many?: string): string => counted(count, readerLocale(), one, many)

/** Writes the same for a text that is kept, whose later readers have locales of their own. */
export const keptPlural = (count: number, one: string, many?: string): string => counted(count, wordsLocale, one, many)

const counted = (count: number, locale: string, one: string, many?: string): string =>
  `${formatNumber(count, {}, locale)} ${pluralWord(count, one, many)}`

/** Gives the word without the number, also for a verb: `pluralWord(2, 'is', 'are')`. */
export const pluralWord = (count: number, one: string, many = `${one}s`): string =>
  rules.select(count) === 'one' ? one : many
