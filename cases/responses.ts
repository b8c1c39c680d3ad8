/** All cases of answers, in the order of their files. */

import { anomalyCases } from './responses/anomalies'
import type { ResponseCase } from './responses/case'
import { forecastCases } from './responses/forecasts'
import { pictureCases } from './responses/pictures'
import { rowCases } from './responses/rows'
import { seriesCases } from './responses/series'
import { textCases } from './responses/texts'

export const responseCases: ResponseCase[] = [
  ...rowCases,
  ...anomalyCases,
  ...pictureCases,
  ...textCases,
  ...seriesCases,
  ...forecastCases,
]
