'use client'

import { plural } from '@/lib/plural'
import { autoSeconds } from '@/lib/spec/budgets'
import { flatSpec } from '@/lib/spec/flat-spec'
import { isStreaming } from '@/lib/spec/route'
import { Reach } from '../../options/reach'
import { WaitOptions } from '../../options/wait-options'
import { waitedFor } from '../../values/target-values'
import type { limitSettings } from '../list/limits'
import type { networkSettings } from '../list/network'
import type { ControlProps, SettingControl } from './control'
import { TextControl, TickControl } from './fields'

const waitsOf = ({ values, from }: ControlProps) => waitedFor(values, flatSpec(from.base))

type Id = (typeof limitSettings | typeof networkSettings)[number]['id']

export const networkControls: Record<Id, SettingControl> = {
  wait: {
    control: (props) => {
      const spec = waitsOf(props)
      return (
        <TextControl
          name="waitSeconds"
          suffix="s"
          inputMode="numeric"
          placeholder={String(autoSeconds(isStreaming(spec, spec)))}
          className="w-28"
        />
      )
    },
    below: (props) => <WaitOptions kind={props.from.targets.kind} spec={waitsOf(props)} problems={props.problems} />,
  },
  apiName: { control: () => <TextControl name="apiName" mono={false} /> },
  allowedIps: {
    control: () => <TextControl name="allowedIps" placeholder="203.0.113.0/24, 2001:db8::/32" />,
    below: ({ values, problems, from }) =>
      !problems.allowedIps && <Reach text={values.allowedIps} callerAddress={from.callerAddress} />,
  },
  corsOrigins: {
    control: () => <TextControl name="corsOrigins" placeholder="https://acme.dev, https://demo.acme.dev" />,
    below: ({ values, from }) =>
      values.corsOrigins.trim() !== '' &&
      !from.base.adopted && (
        <p className="text-12 text-fg-2">
          API Gateway cannot check the site for its own errors, such as 403 and 429: any page can read those, but no
          prediction.
        </p>
      ),
  },
  accessLog: {
    control: () => <TickControl name="accessLog" />,
    below: ({ from }) => (
      <p className="text-12 text-fg-2">
        Refused calls are in it too; what callers send is not. Lines are kept{' '}
        {plural(from.base.logRetentionDays, 'day')}. CloudWatch charges by the gigabyte.
      </p>
    ),
  },
}
