import { TestsCard } from '@/components/tests/tests-card'
import type { Place } from '@/lib/auth/context'
import { endpointObstacle } from '@/lib/endpoints/deploy-obstacle'
import { sampleRowOf } from '@/lib/endpoints/sample-row'
import type { EndpointDetail } from '@/lib/endpoints/types'
import type { WiringView } from '@/lib/wiring/current'
import { testEndpointAction, testFunctionAction, testMethodAction } from '../test-actions'

interface TestsProps {
  place: Place
  name: string
  endpoint?: EndpointDetail
  wiring?: WiringView
  denied?: string
}

/** The three tests, each with the reason where role or state forbids it. */
export function Tests({ place, name, endpoint, wiring, denied }: TestsProps) {
  const spec = wiring?.spec
  return (
    <TestsCard
      // Another deploy brings another path or sample: the forms then start from those.
      key={`${wiring?.resourcePath} ${spec?.queryParameter} ${spec?.sampleRow}`}
      place={place}
      facts={{
        endpointName: name,
        resourcePath: wiring?.resourcePath,
        stage: wiring?.stage,
        queryParameter: spec?.queryParameter ?? 'data',
        sampleRow: (spec && sampleRowOf(spec)) ?? '',
      }}
      actions={{ endpoint: testEndpointAction, fn: testFunctionAction, method: testMethodAction }}
      obstacles={{
        endpoint: denied ?? endpointTestObstacle(endpoint),
        function: denied ?? (wiring?.functionName ? undefined : 'There is no function yet: deploy a public URL first.'),
        method: denied ?? (wiring?.resourceId ? undefined : 'There is no method yet: deploy a public URL first.'),
      }}
    />
  )
}

function endpointTestObstacle(endpoint: EndpointDetail | undefined): string | undefined {
  if (!endpoint) return 'The endpoint could not be read.'
  if (endpoint.kind === 'Async')
    return 'It takes requests by way of S3 only: test the function, which hands them on and answers 202.'
  return endpointObstacle(endpoint.status)
}
