'use client'

import { useFormContext } from 'react-hook-form'
import type { IntegrationKind } from '@/lib/spec/route-parts/integration'
import { RadioList } from '../../ui/form/radio-list'
import type { DeployValues, Problems } from '../values/form-values'
import { TextField } from './text-field'

interface IntegrationOptionsProps {
  values: DeployValues
  problems: Problems
  labelId: string
}

/** What stands behind the gateway, each with what it costs and what it cannot do. */
export function IntegrationOptions({ values, problems, labelId }: IntegrationOptionsProps) {
  const { setValue } = useFormContext<DeployValues>()
  const kind = values.integrationKind
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <RadioList
        labelledBy={labelId}
        value={kind}
        onValueChange={(next) => setValue('integrationKind', next as IntegrationKind)}
        items={[
          {
            value: 'lambda',
            label: 'Lambda function',
            hint: 'All request and response forms, streams and canaries. Each call costs a function invocation and a few milliseconds',
          },
          {
            value: 'direct',
            label: 'SageMaker directly',
            hint: 'No function to pay or wait for. Rows and bodies reach the model unchanged',
          },
          {
            value: 'http',
            label: 'HTTP proxy',
            hint: 'Your own address answers; SageMaker is not called',
          },
        ]}
      />
      {kind === 'http' && (
        <TextField
          name="httpUrl"
          label="Address"
          placeholder="https://models.acme.dev/iris"
          problem={problems.httpUrl}
          hint="The gateway calls it from AWS’s network with each caller’s method, query, headers and body. Everybody who can read the API sees the address."
        />
      )}
      {kind !== 'lambda' && (
        <ul className="grid list-disc gap-1 pl-4 text-12 text-fg-2">
          {limits[kind].map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

const limits: Record<Exclude<IntegrationKind, 'lambda'>, string[]> = {
  direct: [
    'One row in the URL, as CSV, or more rows in a POST body that the model accepts unchanged.',
    'No named features, JSON rows, normalized responses, streams, canaries, models of many or asynchronous endpoints.',
    'The model chooses the type of its answer to a picture or a recording; a caller’s Accept counts for rows and JSON.',
    'A row with the wrong columns still calls the model, unless it comes as JSON and columns are enforced. A 4xx of the model reaches the caller unchanged; any 5xx becomes a 502, and its words stay in the log.',
    'A + in the URL arrives as a space, and nothing turns it back: callers write %2B, as the playground and the examples do.',
    'What curl -d sends without a type is read as JSON or rows. A form with a file (curl -F) reaches the model as it is, which containers refuse: send a file with --data-binary and its type.',
    'Calls are logged only by the container, and by the gateway if its access log is on.',
  ],
  http: [
    'Its responses are sent unchanged: browsers can read them only if it sends Access-Control-Allow-Origin itself.',
    'It gets every header that callers send, including x-api-key and Authorization: choose an address that you trust with them.',
    'Anybody who finds it can call it without the gateway. If that matters, require a secret at the address.',
    'It must be on the internet, have a certificate of a known authority, and answer within the gateway’s timeout.',
    'No role, no target, no normalized responses. The gateway still decides who can call, the throttle and the keys.',
  ],
}
