'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { findEvidence } from '@/lib/endpoints/find-evidence'
import { probeFeatures } from '@/lib/endpoints/probe-features'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/endpoint'

/** Reads what AWS keeps of the endpoint's data: rows that were sent can be in it, so it takes a deployer. */
export const findEvidenceAction = action(
  { name: 'evidence.find', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients }, { endpointName }) => ok(await findEvidence(clients, endpointName)),
)

/** Calls the model a few times, which costs invocations. */
export const probeEndpointAction = action(
  { name: 'evidence.probe', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients }, { endpointName }) => ok(await probeFeatures(clients, endpointName)),
)
