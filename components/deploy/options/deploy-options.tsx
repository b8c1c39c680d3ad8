'use client'

import { useFormContext } from 'react-hook-form'
import { isBodyless } from '@/lib/model/requests/build-request'
import { plural } from '@/lib/plural'
import { whoMayCall } from '@/lib/spec/access'
import { flatSpec } from '@/lib/spec/flat-spec'
import { Checkbox } from '../../ui/checkbox'
import { RadioList } from '../../ui/radio-list'
import { ContractEditor } from '../contract/contract-editor'
import type { StartingPoint } from '../starting-point'
import type { DeployValues, Problems } from '../values/form-values'
import { waitedFor } from '../values/target-values'
import { AccessOptions } from './access-options'
import { AlarmOptions } from './alarm-options'
import { CacheOptions } from './cache-options'
import { DomainOptions } from './domain-options'
import { IntegrationOptions } from './integration-options'
import { RequestOptions } from './request-options'
import { RolloutOptions } from './rollout-options'
import { TargetOptions } from './target-options'
import { TextField } from './text-field'
import { WaitOptions } from './wait-options'

export interface DeployOptionsProps {
  from: StartingPoint
  values: DeployValues
  problems: Problems
}

export function DeployOptions({ from, values, problems }: DeployOptionsProps) {
  const { base, targets, deployed, accelerator, accessReason, callerAddress } = from
  // Somebody else's API: who can call it stays as its owner set it.
  const adopted = base.adopted !== undefined
  const { setValue } = useFormContext<DeployValues>()
  const { queryParameter, sampleRow, request, integrationKind } = values
  const proxied = integrationKind === 'http'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {!adopted && <IntegrationOptions values={values} problems={problems} />}
      {!proxied && <TargetOptions targets={targets} values={values} problems={problems} />}
      <div className="grid grid-cols-2 gap-3">
        <TextField name="resourcePath" label="Resource path" prefix="/" problem={problems.resourcePath} />
        <TextField name="stage" label="Stage" problem={problems.stage} />
      </div>
      <TextField
        name="queryParameter"
        label="Query parameter"
        hint={
          <>
            Callers send{' '}
            <code className="break-all">
              ?{queryParameter}={sampleRow || '5.1,3.5,1.4,0.2'}
            </code>
            .{isBodyless(request) ? '' : ' A POST body works too.'}
          </>
        }
        problem={problems.queryParameter}
      />
      <TextField name="apiName" label="API name" mono={false} problem={problems.apiName} />
      <div className="grid grid-cols-2 gap-3">
        <TextField name="rateLimit" label="Rate" suffix="req/s" inputMode="decimal" problem={problems.rateLimit} />
        <TextField
          name="burstLimit"
          label="Burst"
          suffix="requests"
          inputMode="numeric"
          problem={problems.burstLimit}
        />
      </div>
      {!adopted && (
        <AccessOptions
          values={values}
          problems={problems}
          accelerator={accelerator}
          callerAddress={callerAddress}
          start={accessReason && `${whoMayCall[base.access.kind]} at first, ${accessReason}.`}
        />
      )}
      {!proxied && (
        <TextField
          name="corsOrigins"
          label="CORS origins"
          aside="optional"
          placeholder="https://acme.dev, https://demo.acme.dev"
          hint={
            adopted
              ? 'Sites whose pages can call the URL from a browser. This console always can; * allows any.'
              : 'Sites whose pages can call the URL from a browser. This console always can; * allows any. API Gateway cannot check the site for its own errors, such as 403 and 429: with a site listed here, any page can read those, but no prediction.'
          }
          problem={problems.corsOrigins}
        />
      )}
      {!adopted && <DomainOptions values={values} problems={problems} />}
      {deployed && !proxied && (
        <TextField
          name="targetEndpoint"
          label="Endpoint that answers"
          aside="optional"
          placeholder="its own"
          hint="Another endpoint of this region takes over the URL. It needs the same kind of input."
          problem={problems.targetEndpoint}
        />
      )}
      <ContractEditor values={values} problems={problems} />
      <RequestOptions values={values} problems={problems} adopted={adopted} />
      {integrationKind === 'direct' && <CacheOptions values={values} problems={problems} />}
      {!adopted && (
        <Checkbox
          label="Keep an access log"
          hint={`The gateway writes a line for each call, refused ones too: when, from which address, status and times, kept ${plural(base.logRetentionDays, 'day')}. CloudWatch charges by the gigabyte. What callers send is not in it.`}
          checked={values.accessLog}
          onCheckedChange={(checked) => setValue('accessLog', checked === true)}
        />
      )}
      {!adopted && <AlarmOptions values={values} problems={problems} />}
      <WaitOptions kind={targets.kind} spec={waitedFor(values, flatSpec(base))} problems={problems} />
      {!proxied && (
        <RadioList
          label="Execution role"
          value={values.roleKind}
          onValueChange={(kind) => setValue('roleKind', kind === 'existing' ? 'existing' : 'create')}
          items={[
            { value: 'create', label: 'Create a role', hint: 'One action on one endpoint' },
            { value: 'existing', label: 'Use an existing role', hint: 'Checked, never changed' },
          ]}
        />
      )}
      {!proxied && values.roleKind === 'existing' && (
        <TextField
          name="roleArn"
          label="Role ARN"
          placeholder="arn:…:iam::123456789012:role/name"
          problem={problems.roleArn}
        />
      )}
      {deployed && integrationKind === 'lambda' && <RolloutOptions values={values} problems={problems} />}
    </div>
  )
}
