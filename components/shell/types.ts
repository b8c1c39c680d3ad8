export interface ShellAccount {
  id: string
  name?: string
  regions: string[]
  /** Why the person can only look there. */
  limit?: string
}

export interface ShellUser {
  name: string
  /** `viewer`, `deployer`, `admin`: in the account that is open. */
  role: string
  /** Why it is less than elsewhere. */
  limit?: string
}

/** The page of another account or region that matches this one: its section, since an endpoint lives in one region only. */
export function pathInPlace(path: string, account: string, region: string): string {
  const section = path.split('/')[3] ?? 'endpoints'
  return `/${account}/${region}/${section}`
}

/** Links another account at the same region if it has that region, else at its first. */
export const regionIn = ({ regions }: Pick<ShellAccount, 'regions'>, region: string): string =>
  regions.includes(region) ? region : (regions[0] ?? region)
