'use client'

import type { ComponentType } from 'react'
import type { OptionName } from '@/lib/spec/options'
import { AlarmOptions } from '../../options/alarm-options'
import { CacheOptions } from '../../options/cache-options'
import { DomainOptions } from '../../options/domain-options'
import { McpOptions } from '../../options/mcp-options'
import { OpenAiOptions } from '../../options/openai-options'
import { optionForms } from '../../values/option-values'
import type { ControlProps, SettingControl } from './control'
import { TextControl, TickControl } from './fields'

/** What is drawn below the setting of an option that is on, if it has more than one field. */
const details: Partial<Record<OptionName, ComponentType<ControlProps>>> = {
  cache: CacheOptions,
  alarms: AlarmOptions,
  domain: DomainOptions,
  openAi: OpenAiOptions,
  mcp: McpOptions,
}

/** Each option's setting is drawn as its form says. */
export const optionControls = Object.fromEntries(
  optionForms.map(([id, { setting }]): [OptionName, SettingControl] => {
    const { control } = setting
    const Details = details[id]
    return [
      id,
      {
        control: () =>
          'tick' in control ? (
            <TickControl name={control.tick} />
          ) : (
            <TextControl name={control.text} placeholder={control.placeholder} />
          ),
        ...(Details && {
          below: (props) =>
            ('tick' in control ? props.values[control.tick] : props.values[control.text].trim() !== '') && (
              <Details {...props} />
            ),
        }),
      },
    ]
  }),
) as Record<OptionName, SettingControl>
