/** Numbers as people and programs write them. */

export const isNumber = (cell: string) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell)

/** A whole number, however long: `Number.isInteger` rounds first. `5.0` and `1e3` are whole. */
export const isWhole = (cell: string): boolean =>
  /^[+-]?\d+(?:\.0*)?$/.test(cell) || (/[eE]/.test(cell) && isNumber(cell) && Number.isInteger(Number(cell)))

/** Digits whose leading zeros mean something: `02134` is a postal code, and as a number it would be 2134. */
export const isCode = (cell: string) => /^[+-]?0\d/.test(cell)

/** How programs write that a value is missing: pandas, R, SQL, UCI's data sets. */
const missing = /^(?:na|n\/a|#n\/a|nan|null|none|\?|-)$/i

export const isMissing = (cell: string) => cell === '' || missing.test(cell)

/** `3,5` and `1.250,00`, as most of Europe and South America write them. */
const decimalComma = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+(?:[eE][+-]?\d+)?$/
/** `1.250`, which is a thousand and more if the numbers around it have a decimal comma. */
const thousands = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/

export const hasThousands = (cell: string) => thousands.test(cell)

export const hasDecimalComma = (cell: string) => decimalComma.test(cell)

/** `1'250.50`, as Switzerland writes it, with either apostrophe. */
const apostrophes = /^[+-]?[1-9]\d{0,2}(?:['’]\d{3})+(?:\.\d+)?$/

export const hasApostrophes = (cell: string) => apostrophes.test(cell)

export const withoutApostrophes = (cell: string): string => (hasApostrophes(cell) ? cell.replace(/['’]/g, '') : cell)

/** Three digits after each comma: `1,250` is 1250 in English and 1.25 in German. */
export const isAmbiguous = (cell: string) => /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/.test(cell)

/** The same number with a decimal point; any other text as it is. */
export const withPoint = (cell: string): string =>
  hasDecimalComma(cell) || hasThousands(cell) ? cell.replaceAll('.', '').replace(',', '.') : cell
