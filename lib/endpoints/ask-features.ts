/** Calls the endpoint itself: rows of growing width, until a refusal says the right one or a row is taken. */

import type { AwsClients } from '../aws/client/create-clients'
import { widthTold } from '../model/contract/width-told'
import { type AskedEndpoint, mostProbes } from '../model/profile/found-evidence'
import { taskOf } from '../model/profile/task-of'
import { adviceOf } from '../model/refusals/read'
import { plural } from '../plural'
import { testEndpoint } from '../trace/hops'
import type { HopResult } from '../trace/types'

const forms = [
  { contentType: 'text/csv', write: (row: number[]) => row.join(',') },
  { contentType: 'application/json', write: (row: number[]) => JSON.stringify({ instances: [row] }) },
]

/** Calls InvokeEndpoint `mostProbes` times at most. Throws AWS's errors; a model's refusal is what it requests. */
export async function askFeatures(clients: AwsClients, endpointName: string): Promise<AskedEndpoint> {
  const pending = Array.from({ length: mostProbes }, (_, index) => index + 1)
  let form = forms[0]
  let refusal: HopResult | undefined
  let calls = 0
  while (calls < mostProbes && form) {
    const width = pending.shift() ?? mostProbes
    const { contentType, write } = form
    const answer = await testEndpoint(clients, { endpointName, contentType, body: write(new Array(width).fill(1)) })
    calls += 1
    if (answer.healthy) return taken(answer, width, calls, refusal === undefined)
    const told = widthTold(answer.body)
    // The same number once more: the model wants something else than it says.
    if (told !== undefined && told === width) return unknown(calls, answer)
    if (told !== undefined) pending.unshift(told)
    else if (answer.status === 415 && form === forms[0]) {
      form = forms[1]
      pending.unshift(width)
    }
    refusal = answer
  }
  return unknown(calls, refusal)
}

/** @param first no narrower row was refused, so the model can take any width */
function taken(answer: HopResult, width: number, calls: number, first: boolean): AskedEndpoint {
  const task = taskOf({ text: answer.body, contentType: answer.contentType ?? '', recordCount: 1 })
  const output = task && { task }
  const ending = task ? ` Its answer looks like ${task}.` : ''
  if (first) return { calls, told: `The model took a row of one value, so it does not say how many it needs.${ending}` }
  const features = Array.from({ length: width }, (_, index) => ({
    name: `feature_${index + 1}`,
    type: 'number' as const,
  }))
  return {
    calls,
    told: `The model takes ${plural(width, 'feature')}; found with ${plural(calls, 'call')}.${ending}`,
    evidence: {
      source: 'what the endpoint takes',
      features,
      output,
      examples: [],
      notes: [plural(width, 'feature')],
      named: false,
      bare: true,
    },
  }
}

function unknown(calls: number, refusal: HopResult | undefined): AskedEndpoint {
  const words = refusal?.body.trim().slice(0, 200)
  const advice = refusal && adviceOf(refusal.body)
  return {
    calls,
    told: `The model refused ${plural(calls, 'row')} and did not say how many features it wants.${words ? ` Its last words: ${words}` : ''}${advice ? ` ${advice}` : ''}`,
  }
}
