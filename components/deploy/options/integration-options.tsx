'use client'

import { useFormContext } from 'react-hook-form'
import type { IntegrationKind } from '@/lib/spec/integration'
import { RadioList } from '../../ui/radio-list'
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
            hint: 'Every form of request and answer, streams, canaries; each call pays for a function and waits some milliseconds for it',
          },
          {
            value: 'direct',
            label: 'SageMaker directly',
            hint: 'Nothing to pay or wait for in between; rows and bodies reach the model as they come',
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
    'One row in the URL, as CSV; more of them in a POST body, which the model has to take as it is.',
    'No named features, JSON rows, normalised answers, streams, canaries, models of many or asynchronous endpoints.',
    'The model chooses the type of its answer to a picture or a recording; a caller’s Accept counts for rows and JSON.',
    'A row with the wrong columns costs a call of the model, unless it comes as JSON and columns are enforced. A 4xx of the model reaches the caller with its status and words; any 5xx is a 502, and its words stay in the log.',
    'A + in the URL arrives as a blank, which nothing makes a + again: callers write %2B, as the playground and the examples do.',
    'A form (curl -d without a type, curl -F) goes to the model as a form, which containers refuse: send a type, and a file by --data-binary.',
    'Of a call there is no line but the container’s, and the gateway’s where its access log is on.',
  ],
  http: [
    'Its answers go out as they are: browsers read them only if it sends Access-Control-Allow-Origin itself.',
    'It gets every header that callers send, their x-api-key and Authorization too: choose an address that is allowed to know them.',
    'Anybody who finds it can call it without the gateway. If that matters, require a secret at the address.',
    'It has to answer within the gateway’s wait, from the internet, with a certificate of a known authority.',
    'No role, no target, no normalised answers. The gateway still decides who can call, the throttle and the keys.',
  ],
}
