import type { SettingId } from '../settings'
import type { SettingControl } from './control'
import { integrationControls } from './integration'
import { networkControls } from './network'
import { optionControls } from './options'
import { requestControls } from './request'

export type { ControlProps } from './control'

/** Every setting has one: TypeScript sees to it. */
const controls: Record<SettingId, SettingControl> = {
  ...requestControls,
  ...networkControls,
  ...integrationControls,
  ...optionControls,
}

export const controlOf = (id: SettingId): SettingControl => controls[id]
