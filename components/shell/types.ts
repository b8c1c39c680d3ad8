export interface ShellAccount {
  id: string
  name?: string
}

export interface ShellUser {
  name: string
  /** `viewer`, `deployer`, `admin`. */
  role: string
}

/** The page of another region that matches this one: its section, since an endpoint lives in one region only. */
export function pathInRegion(path: string, account: string, region: string): string {
  const section = path.split('/')[3] ?? 'endpoints'
  return `/${account}/${region}/${section}`
}
