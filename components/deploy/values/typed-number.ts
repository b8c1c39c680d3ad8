/** A number as typed; NaN where nothing is, so that the spec's schema says that one is wanted. */
export const typedNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
