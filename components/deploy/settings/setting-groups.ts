/** The groups of settings under Advanced, in the order in which they are drawn. */
export const settingGroups = [
  'Request and response',
  'Limits and timeouts',
  'Network and domain',
  'Logging',
  'Integration',
  'Role',
] as const
export type SettingGroup = (typeof settingGroups)[number]
