import type { ReactNode } from 'react'
import type { StartingPoint } from '../../starting-point'
import type { DeployValues, Problems } from '../../values/form-values'

export interface ControlProps {
  from: StartingPoint
  values: DeployValues
  problems: Problems
}

/** How a setting is drawn: one input at its right, or controls below it that are named by its label. */
export interface SettingControl {
  control?: (props: ControlProps) => ReactNode
  below?: (props: ControlProps & { labelId: string }) => ReactNode
}
