/**
 * Every known refusal, in the order in which it is looked for: the narrow ones first. The profile, the deploy, the playground,
 * the trace and the share page read the same rows.
 */
import { artifactRefusals } from './artifacts'
import { contentTypeRefusals } from './content-types'
import { featureRefusals } from './features'
import { gatewayRefusals } from './gateway'
import { generalRefusals } from './general'
import { languageRefusals } from './language'
import { loadingRefusals } from './loading'
import { modelNameRefusals } from './model-names'
import { protocolRefusals } from './protocols'
import type { RefusalKind } from './refusal'
import { requestRefusals } from './requests'
import { runtimeRefusals } from './runtime'
import { serverRefusals } from './server'
import { servingRefusals } from './serving'
import { startRefusals } from './start'
import { tensorRefusals } from './tensors'

export const refusalKinds: readonly RefusalKind[] = [
  ...gatewayRefusals,
  ...languageRefusals,
  ...requestRefusals,
  ...featureRefusals,
  ...protocolRefusals,
  ...tensorRefusals,
  ...contentTypeRefusals,
  ...modelNameRefusals,
  ...servingRefusals,
  ...artifactRefusals,
  ...loadingRefusals,
  ...startRefusals,
  ...runtimeRefusals,
  ...serverRefusals,
  ...generalRefusals,
]
