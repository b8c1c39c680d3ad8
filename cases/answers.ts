/** All cases of answers, in the order of their files. */
import type { ResponseCase } from './answers/case'
import { pictureCases } from './answers/pictures'
import { rowCases } from './answers/rows'
import { seriesCases } from './answers/series'
import { textCases } from './answers/texts'

export const responseCases: ResponseCase[] = [...rowCases, ...pictureCases, ...textCases, ...seriesCases]
