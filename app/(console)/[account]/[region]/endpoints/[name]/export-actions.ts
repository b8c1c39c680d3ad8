'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { exportApi } from '@/lib/wiring/read/export-api'

/** The OpenAPI document of a public API, which shows its callers nothing that a call does not. */
export const exportApiAction = action(
  { name: 'wiring.export', role: 'viewer', input: z.object({ endpointName }) },
  (context, { endpointName: name }) => exportApi(context, name),
)
