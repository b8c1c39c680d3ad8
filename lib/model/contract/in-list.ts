/** A value as a sentence lists it: in quotes if it holds a sign that separates the list. */
export const inList = (value: string): string => (/[,|\r\n]/.test(value) ? JSON.stringify(value) : value)
