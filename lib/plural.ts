/** Writes counts in English: `1 row`, `1,204 rows`. Pure. */

const rules = new Intl.PluralRules('en')

/** @param many the plural, if it is not the singular with an s */
export const plural = (count: number, one: string, many?: string): string =>
  `${count.toLocaleString('en')} ${pluralWord(count, one, many)}`

/** Gives the word without the number, also for a verb: `pluralWord(2, 'is', 'are')`. */
export const pluralWord = (count: number, one: string, many = `${one}s`): string =>
  rules.select(count) === 'one' ? one : many
