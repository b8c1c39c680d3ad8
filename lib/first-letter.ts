/** The first letter of words that move to the beginning or into the middle of a sentence, or of an identifier. Pure. */

export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
export const uncapitalized = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
