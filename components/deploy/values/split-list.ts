/** `a, b,, c` → a, b, c; lines count as commas. For origins and addresses, which hold neither. */
export const splitList = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
