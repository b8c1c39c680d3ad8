'use server'

import { z } from 'zod'
import { action } from '@/lib/console/action'
import { findEvidence } from '@/lib/endpoints/evidence/find-evidence'
import { probeFeatures } from '@/lib/endpoints/probe/probe-features'
import { testSample } from '@/lib/endpoints/probe/test-sample'
import { ok } from '@/lib/result'
import { endpointName } from '@/lib/spec/route-parts/endpoint'
import { onlyRoute, wiringSpecSchema } from '@/lib/spec/spec'
import { tryModel } from '../first-start'

/** Reads what AWS keeps of the endpoint's data: rows that were sent can be in it, so it takes a deployer. */
export const findEvidenceAction = action(
  { name: 'evidence.find', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients }, { endpointName }) => ok(await findEvidence(clients, endpointName)),
)

/** Calls the model a few times, which costs invocations. */
export const probeEndpointAction = action(
  { name: 'evidence.probe', role: 'deployer', input: z.object({ endpointName }) },
  async ({ clients }, { endpointName }, note) => {
    const probed = await probeFeatures(clients, endpointName)
    note({ modelCalls: probed.calls, found: probed.evidence?.notes[0] })
    return ok(probed)
  },
)

/**
 * Calls the model a few times if it is open what to send: the deploy form does it by itself. A stream, as the plan of the form
 * would wait for an action that takes seconds.
 */
export const tryModelAction = action(
  { name: 'evidence.try', role: 'deployer', input: z.object({ endpointName }) },
  async (context, { endpointName }, note) => ok(tryModel(context, endpointName, note)),
)

/** Calls the model once with the sample of these options. */
export const testSampleAction = action(
  { name: 'evidence.test-sample', role: 'deployer', input: z.object({ spec: wiringSpecSchema }) },
  async ({ clients }, { spec }) => testSample(clients, onlyRoute(spec)),
)
